package dev.candlewick.stream;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A bounded queue of values to be sent: of a topic's conflated values only the newest, of lasting
/// ones all, in the order of arrival. Not thread-safe.
final class ConflatingQueue<E extends Conflatable> {
  private final int maxLasting;
  private List<@Nullable E> waiting = new ArrayList<>();
  private final Map<Topic, Integer> latestIndex = new HashMap<>();
  private int lasting;
  private int oldest;
  private int lost;

  /// Creates an empty queue.
  ///
  /// @param maxLasting the most lasting values; beyond it the oldest is lost
  ConflatingQueue(int maxLasting) {
    this.maxLasting = maxLasting;
  }

  void add(E one) {
    Integer index = latestIndex.get(one.topic());
    if (index != null) {
      waiting.set(index, one);
    } else {
      if (!one.lasting()) latestIndex.put(one.topic(), waiting.size());
      waiting.add(one);
    }
    if (one.lasting()) {
      latestIndex.remove(one.topic());
      if (index != null) oldest = Math.min(oldest, index);
      if (++lasting > maxLasting) dropOldest();
    }
  }

  private void dropOldest() {
    while (true) {
      E candidate = waiting.get(oldest);
      if (candidate != null && candidate.lasting()) break;
      oldest++;
    }
    waiting.set(oldest++, null);
    lasting--;
    lost++;
    if (oldest > 2 * maxLasting) compact();
  }

  /// Removes the empty places of lost values.
  private void compact() {
    List<@Nullable E> rest = new ArrayList<>();
    latestIndex.clear();
    for (E one : waiting) {
      if (one == null) continue;
      if (!one.lasting()) latestIndex.put(one.topic(), rest.size());
      rest.add(one);
    }
    waiting = rest;
    oldest = 0;
  }

  boolean isEmpty() {
    return waiting.isEmpty();
  }

  int size() {
    return lasting + latestIndex.size();
  }

  /// Removes and returns all values, and the number of values lost before them.
  Drained<E> drain() {
    List<E> all = new ArrayList<>(waiting.size());
    for (E one : waiting) {
      if (one != null) all.add(one);
    }
    Drained<E> drained = new Drained<>(all, lost);
    waiting = new ArrayList<>();
    latestIndex.clear();
    lasting = 0;
    oldest = 0;
    lost = 0;
    return drained;
  }

  /// The values of the queue.
  ///
  /// @param lost number of lasting values that had no room
  record Drained<E>(List<E> all, int lost) {}
}
