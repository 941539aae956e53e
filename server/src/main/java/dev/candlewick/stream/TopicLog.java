package dev.candlewick.stream;

import dev.candlewick.stream.Topic.Candles;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The newest updates of a topic: for new subscribers, and for clients that were disconnected for a
/// short while.
final class TopicLog {
  private static final int MAX_LASTING = 500;
  private static final int SNAPSHOT_SIZE = 50;

  private final Deque<Update> lasting = new ArrayDeque<>();
  private @Nullable Update latest;
  private long lastEvicted;

  void add(Update update) {
    if (!update.lasting()) {
      latest = update;
      return;
    }
    latest = null;
    lasting.addLast(update);
    if (lasting.size() > MAX_LASTING) lastEvicted = lasting.removeFirst().sequence();
  }

  /// Returns the updates for a new subscriber: the current value; of candles also the last closed
  /// one, of prints the newest.
  List<Update> snapshot(Topic topic) {
    int shown = topic instanceof Candles ? 1 : SNAPSHOT_SIZE;
    List<Update> all = new ArrayList<>(lasting);
    return withLatest(all.subList(Math.max(0, all.size() - shown), all.size()), Long.MIN_VALUE);
  }

  /// Returns whether all lasting updates after this sequence number are still present.
  boolean reaches(long sequence) {
    return lastEvicted <= sequence;
  }

  /// Returns the updates after this sequence number.
  List<Update> since(long sequence) {
    return withLatest(
        lasting.stream().filter(update -> update.sequence() > sequence).toList(), sequence);
  }

  private List<Update> withLatest(List<Update> closed, long after) {
    List<Update> updates = new ArrayList<>(closed);
    if (latest != null && latest.sequence() > after) updates.add(latest);
    return updates;
  }
}
