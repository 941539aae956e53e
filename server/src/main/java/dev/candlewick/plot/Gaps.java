package dev.candlewick.plot;

import java.util.Arrays;

/// Detects gaps in a series.
final class Gaps {
  private static final int SAMPLE = 1001;

  private Gaps() {}

  /// Returns the distance in time from which on two neighbours are not joined: `factor` times the
  /// usual one, which is the median of at most 1001 distances spread evenly over the series.
  static long limit(long[] timeMicros, double factor) {
    int distances = timeMicros.length - 1;
    if (distances < 2) return Long.MAX_VALUE;
    long[] sample = new long[Math.min(distances, SAMPLE)];
    for (int i = 0; i < sample.length; i++) {
      int at = (int) ((long) i * distances / sample.length);
      sample[i] = timeMicros[at + 1] - timeMicros[at];
    }
    Arrays.sort(sample);
    double limit = factor * sample[(sample.length - 1) / 2];
    return limit >= Long.MAX_VALUE ? Long.MAX_VALUE : (long) limit;
  }
}
