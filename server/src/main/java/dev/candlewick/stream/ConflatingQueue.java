package dev.candlewick.stream;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What waits to be sent: of a topic's moving values only the newest, of lasting ones all, in the
/// order in which they came, up to a bound. Not safe for several threads.
final class ConflatingQueue<E extends Conflatable> {
  private final int maxLasting;
  private List<@Nullable E> waiting = new ArrayList<>();
  private final Map<Topic, Integer> latestIndex = new HashMap<>();
  private int lasting;
  private int oldest;
  private int lost;

  /// @param maxLasting lasting ones; beyond it the oldest is lost
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

  /// Gives back the places of what was lost.
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

  /// Everything that waits and how many were lost before it; nothing waits any more.
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

  /// What waited.
  ///
  /// @param lost how many lasting ones had no room
  record Drained<E>(List<E> all, int lost) {}
}
