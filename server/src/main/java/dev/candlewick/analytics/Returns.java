package dev.candlewick.analytics;

import java.util.Arrays;

/// The returns of a column of prices. Row `i` depends on no later row. An undefined value (a change
/// from 0, an overflow) is NaN, never infinite.
public final class Returns {
  private static final double PERCENT = 100;

  /// Values per step, few enough to stay in the innermost cache.
  private static final int CHUNK = 1024;

  private Returns() {}

  /// Returns `p[i]/p[i-1] - 1`; the first is NaN.
  public static double[] fractional(double[] price) {
    return returns(price, 1);
  }

  /// Returns `(p[i]/p[i-1] - 1) * 100`; the first is NaN.
  public static double[] percent(double[] price) {
    return returns(price, PERCENT);
  }

  /// Returns `(p[i] - p[0]) / p[0] * 100`; the first is 0.
  public static double[] accumulatedPercent(double[] price) {
    double[] out = new double[price.length];
    if (price.length == 0) return out;
    double first = price[0];
    for (int i = 0; i < out.length; i++) {
      out[i] = finiteOrNaN((price[i] - first) / first * PERCENT);
    }
    out[0] = 0;
    return out;
  }

  /// Converts returns to percent, in the same array.
  static double[] convertToPercent(double[] fractional) {
    for (int i = 0; i < fractional.length; i++) fractional[i] *= PERCENT;
    return fractional;
  }

  private static double[] returns(double[] price, double unit) {
    double[] out = new double[price.length];
    for (int from = 1; from < out.length; from += CHUNK) {
      int to = Math.min(from + CHUNK, out.length);
      System.arraycopy(price, from - 1, out, from, to - from);
      divide(price, out, from, to, unit);
    }
    Arrays.fill(out, 0, Math.min(1, out.length), Double.NaN);
    return out;
  }

  /// Reads each value's predecessor from `out`: the compiler vectorizes a loop that reads and
  /// writes at one index.
  private static void divide(double[] price, double[] out, int from, int to, double unit) {
    for (int i = from; i < to; i++) out[i] = finiteOrNaN((price[i] / out[i] - 1) * unit);
  }

  /// Returns the value if it is finite, else NaN; without a branch.
  static double finiteOrNaN(double value) {
    return value + value * 0.0;
  }
}
