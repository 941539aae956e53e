package dev.candlewick.stream;

import java.util.List;
import java.util.Set;

/// What a connection listens to, in which style. Connections with equal ones get the same messages.
final class Selection {
  private final Style style;
  private final Set<Topic> topics;
  private final boolean allTicks;
  private final int hash;

  Selection(Style style, Set<Topic> topics) {
    this.style = style;
    this.topics = Set.copyOf(topics);
    this.allTicks = topics.contains(new Topic.AllTicks());
    this.hash = 31 * style.hashCode() + this.topics.hashCode();
  }

  Style style() {
    return style;
  }

  Set<Topic> topics() {
    return topics;
  }

  List<Update> of(List<Update> updates) {
    return updates.stream().filter(this::holds).toList();
  }

  private boolean holds(Update update) {
    return topics.contains(update.topic()) || (allTicks && update.topic() instanceof Topic.Ticks);
  }

  @Override
  public boolean equals(Object other) {
    return this == other
        || (other instanceof Selection that
            && hash == that.hash
            && style.equals(that.style)
            && topics.equals(that.topics));
  }

  @Override
  public int hashCode() {
    return hash;
  }
}
