package dev.candlewick.stream;

import dev.candlewick.stream.Topic.Candles;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The newest of a topic: for who begins to listen, and for who was away for a short while.
final class TopicLog {
  private static final int KEPT = 500;
  private static final int SHOWN = 50;

  private final Deque<Update> lasting = new ArrayDeque<>();
  private @Nullable Update moving;
  private long forgotten;

  void add(Update update) {
    if (!update.lasting()) {
      moving = update;
      return;
    }
    moving = null;
    lasting.addLast(update);
    if (lasting.size() > KEPT) forgotten = lasting.removeFirst().sequence();
  }

  /// What a newcomer is shown: where things stand, of candles the last closed one with it, of
  /// prints the newest.
  List<Update> snapshot(Topic topic) {
    int shown = topic instanceof Candles ? 1 : SHOWN;
    List<Update> all = new ArrayList<>(lasting);
    return with(all.subList(Math.max(0, all.size() - shown), all.size()), Long.MIN_VALUE);
  }

  /// Whether everything that lasts and came after this is still here.
  boolean reaches(long sequence) {
    return forgotten <= sequence;
  }

  /// What came after this.
  List<Update> since(long sequence) {
    return with(lasting.stream().filter(update -> update.sequence() > sequence).toList(), sequence);
  }

  private List<Update> with(List<Update> closed, long after) {
    List<Update> updates = new ArrayList<>(closed);
    if (moving != null && moving.sequence() > after) updates.add(moving);
    return updates;
  }
}
