package dev.candlewick.stream;

import java.util.List;
import java.util.Set;

/// The topics that a connection subscribes to, and the format of its messages. Each message is
/// built once for all connections with equal subscriptions, so formats are compared by identity and
/// shared.
final class TopicSelection {
  private final MessageFormat format;
  private final Set<Topic> topics;
  private final boolean allTicks;
  private final int hash;

  TopicSelection(MessageFormat format, Set<Topic> topics) {
    this.format = format;
    this.topics = Set.copyOf(topics);
    this.allTicks = topics.contains(new Topic.AllTicks());
    this.hash = 31 * format.hashCode() + this.topics.hashCode();
  }

  MessageFormat format() {
    return format;
  }

  Set<Topic> topics() {
    return topics;
  }

  List<Update> filter(List<Update> updates) {
    return updates.stream().filter(this::matches).toList();
  }

  private boolean matches(Update update) {
    return topics.contains(update.topic()) || (allTicks && update.topic() instanceof Topic.Ticks);
  }

  @Override
  public boolean equals(Object other) {
    return this == other
        || (other instanceof TopicSelection that
            && hash == that.hash
            && format.equals(that.format)
            && topics.equals(that.topics));
  }

  @Override
  public int hashCode() {
    return hash;
  }
}
