package dev.candlewick.plot;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/// Chooses one of several lists of ticks for an axis. A single tick shows no scale, so every axis
/// has at least two.
final class AxisTicks {
  private static final int ENOUGH = 3;

  private AxisTicks() {}

  /// Returns the first list with enough ticks, or the last that fits.
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

  /// Returns every second, third ... tick, so that at most `room` are left.
  private static List<AxisTick> spread(List<AxisTick> ticks, int room) {
    int stride = Math.ceilDiv(ticks.size() - 1, room - 1);
    if (stride >= ticks.size()) stride = ticks.size() - 1;
    List<AxisTick> spread = new ArrayList<>();
    for (int i = 0; i < ticks.size(); i += stride) spread.add(ticks.get(i));
    return spread;
  }
}
