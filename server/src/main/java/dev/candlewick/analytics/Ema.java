package dev.candlewick.analytics;

import java.util.Arrays;

/// The exponential moving average of a column: each value moves the average by `2 / (window + 1)`
/// of its distance from it. The first average is the mean of the first `window` values, so the rows
/// before it are NaN. NaN at the column's start is skipped. Row `i` depends on no later row.
public final class Ema {
  private Ema() {}

  /// Returns the averages.
  ///
  /// @param window at least 1
  public static double[] of(double[] column, int window) {
    double[] out = new double[column.length];
    int start = 0;
    while (start < column.length && Double.isNaN(column[start])) start++;
    int first = (int) Math.min((long) start + window - 1, out.length);
    Arrays.fill(out, 0, first, Double.NaN);
    if (first == out.length) return out;
    double average = mean(column, start, first + 1);
    out[first] = average;
    double weight = 2.0 / (window + 1);
    for (int i = first + 1; i < out.length; i++) {
      average += weight * (column[i] - average);
      out[i] = average;
    }
    return out;
  }

  /// Sums differences from the first value, so that a large offset costs no digits.
  private static double mean(double[] column, int from, int to) {
    double anchor = column[from];
    double sum = 0;
    for (int i = from; i < to; i++) sum += column[i] - anchor;
    return anchor + sum / (to - from);
  }
}
