package dev.candlewick.plot;

import java.util.Arrays;

/// A span of time on an axis, both ends included and never of zero length.
record TimeSpan(long fromMicros, long toMicros) {
  private static final long SHORTEST = 10_000_000;
  private static final long POINT_MARGIN = 1_800_000_000L;

  TimeSpan {
    if (toMicros <= fromMicros) {
      throw new IllegalArgumentException("a span from " + fromMicros + " to " + toMicros);
    }
  }

  /// Returns the span of all the times, which ascend; with a margin where there is only one.
  static TimeSpan around(long[]... series) {
    long from = Long.MAX_VALUE;
    long to = Long.MIN_VALUE;
    for (long[] times : series) {
      if (times.length == 0) continue;
      from = Math.min(from, times[0]);
      to = Math.max(to, times[times.length - 1]);
    }
    if (from > to) return new TimeSpan(0, 2 * POINT_MARGIN);
    if (to - from >= SHORTEST) return new TimeSpan(from, to);
    long margin = to == from ? POINT_MARGIN : SHORTEST;
    return new TimeSpan(from - margin, to + margin);
  }

  long micros() {
    return toMicros - fromMicros;
  }

  /// Returns the start of a column.
  long boundary(int column, int columns) {
    return fromMicros + (long) ((double) micros() * column / columns);
  }

  int firstIn(long[] times) {
    int at = Arrays.binarySearch(times, fromMicros);
    return at >= 0 ? at : -at - 1;
  }

  int endIn(long[] times) {
    int at = Arrays.binarySearch(times, toMicros);
    return at >= 0 ? at + 1 : -at - 1;
  }
}
