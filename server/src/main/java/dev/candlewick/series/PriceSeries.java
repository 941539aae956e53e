package dev.candlewick.series;

import java.util.Arrays;

/// Prices over time in columns, for computing: row `i` of both is one point, and times ascend
/// strictly. The arrays are never modified. Two series are never compared, so the array components
/// are safe.
///
/// @param timeMicros microseconds since 1970
/// @param price above 0 and finite
@SuppressWarnings("ArrayRecordComponent")
public record PriceSeries(long[] timeMicros, double[] price) {
  public PriceSeries {
    if (timeMicros.length != price.length) {
      throw new IllegalArgumentException(
          timeMicros.length + " times and " + price.length + " prices");
    }
  }

  public static PriceSeries empty() {
    return new PriceSeries(new long[0], new double[0]);
  }

  public int size() {
    return price.length;
  }

  public boolean isEmpty() {
    return price.length == 0;
  }

  /// Returns the points with `fromMicros <= time <= toMicros`.
  public PriceSeries between(long fromMicros, long toMicros) {
    int from = atOrAfter(fromMicros);
    int to = toMicros == Long.MAX_VALUE ? size() : atOrAfter(toMicros + 1);
    if (from == 0 && to == size()) return this;
    if (from >= to) return empty();
    return new PriceSeries(
        Arrays.copyOfRange(timeMicros, from, to), Arrays.copyOfRange(price, from, to));
  }

  private int atOrAfter(long micros) {
    int at = Arrays.binarySearch(timeMicros, micros);
    return at >= 0 ? at : -at - 1;
  }
}
