package dev.candlewick.benchmarks;

import java.util.LinkedHashMap;
import java.util.Map;

/// A histogram of whole microseconds, exact to 1.6 %: 64 steps to each power of two.
public final class Histogram {
  private static final int STEPS = 64;
  private static final int STEP_BITS = 6;
  private static final double MICROS_PER_MILLI = 1000;

  private final long[] counts = new long[STEPS * (Long.SIZE - STEP_BITS)];
  private long count;
  private long max;

  /// Counts a value; a negative one counts as 0.
  public void add(long micros) {
    long value = Math.max(0, micros);
    counts[bucket(value)]++;
    count++;
    max = Math.max(max, value);
  }

  public void add(Histogram other) {
    for (int i = 0; i < counts.length; i++) counts[i] += other.counts[i];
    count += other.count;
    max = Math.max(max, other.max);
  }

  public long count() {
    return count;
  }

  /// Returns the milliseconds that this share of all values does not exceed; 0 when there is none.
  public double millis(double share) {
    long rank = (long) Math.ceil(share * count);
    long seen = 0;
    for (int i = 0; i < counts.length && count > 0; i++) {
      seen += counts[i];
      if (seen >= Math.max(1, rank)) return Math.min(ceiling(i), max) / MICROS_PER_MILLI;
    }
    return 0;
  }

  /// Returns the count, p50, p90, p99 and maximum, in milliseconds.
  public Map<String, Object> figures() {
    Map<String, Object> figures = new LinkedHashMap<>();
    figures.put("count", count);
    figures.put("p50_ms", millis(0.5));
    figures.put("p90_ms", millis(0.9));
    figures.put("p99_ms", millis(0.99));
    figures.put("max_ms", millis(1));
    return figures;
  }

  private static int bucket(long value) {
    if (value < STEPS) return (int) value;
    int shift = Long.SIZE - 1 - Long.numberOfLeadingZeros(value) - STEP_BITS;
    return STEPS * (shift + 1) + (int) ((value >> shift) - STEPS);
  }

  private static long ceiling(int bucket) {
    if (bucket < STEPS) return bucket;
    int shift = bucket / STEPS - 1;
    return (((long) STEPS + bucket % STEPS + 1) << shift) - 1;
  }
}
