package dev.candlewick.provider;

import java.util.Set;

/// A live feed of one venue. It connects when it has topics, reconnects when the connection breaks
/// or falls silent, and ends when it is closed.
public interface Feed extends AutoCloseable {
  /// Replaces the set of topics; does not wait for the venue.
  void setTopics(Set<FeedTopic> topics);

  FeedHealth health();

  @Override
  void close();
}
