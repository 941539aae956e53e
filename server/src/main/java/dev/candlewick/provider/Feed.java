package dev.candlewick.provider;

import java.util.Set;

/// What a venue tells as it happens. It connects when something is wanted, and again whenever the
/// line breaks or falls silent; it ends when closed.
public interface Feed extends AutoCloseable {
  /// From now on these are wanted and no others; returns at once.
  void setTopics(Set<FeedTopic> topics);

  FeedHealth health();

  @Override
  void close();
}
