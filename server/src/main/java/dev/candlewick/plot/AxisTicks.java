package dev.candlewick.plot;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/// Which of several lists of ticks an axis shows. A single tick says no scale, so that every axis
/// has two at least.
final class AxisTicks {
  private static final int ENOUGH = 3;

  private AxisTicks() {}

  /// The first list with enough ticks, or the last that has room.
  ///
  /// @param finer lists of ticks, each closer together than the one before; the first is the one
  ///   with comfortable distances
  /// @param room how many labels fit without touching, at least 2
  static List<AxisTick> choose(Iterator<List<AxisTick>> finer, int room) {
    List<AxisTick> chosen = finer.next();
    while (chosen.size() < ENOUGH && finer.hasNext()) {
      List<AxisTick> next = finer.next();
      if (next.size() > room) return chosen.size() < 2 ? spread(next, room) : chosen;
      chosen = next;
    }
    return chosen;
  }

  /// Every second, third ... of them, so that at most `room` are left.
  private static List<AxisTick> spread(List<AxisTick> ticks, int room) {
    int stride = Math.ceilDiv(ticks.size() - 1, room - 1);
    if (stride >= ticks.size()) stride = ticks.size() - 1;
    List<AxisTick> spread = new ArrayList<>();
    for (int i = 0; i < ticks.size(); i += stride) spread.add(ticks.get(i));
    return spread;
  }
}
