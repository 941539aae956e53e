package dev.candlewick.analytics;

import java.util.Arrays;

/// Prices at consecutive times of a grid, NaN where none is stored. Computes indicators of them
/// whose values do not depend on the range that is read: a window that contains a gap has no value,
/// and every stretch between gaps is computed by itself.
///
/// The grid is divided into fixed blocks, at least as long as an indicator's memory. The rows of a
/// block are computed from the start of the block before it on, so a value depends on its place in
/// the grid and the prices before it alone, to the last bit, and a page deep in a long series reads
/// a bounded number of prices.
///
/// @param first the number of the first time in its grid
@SuppressWarnings("ArrayRecordComponent")
public record GridPrices(long first, double[] prices) {
  /// The shortest block, so that a small window does not cause many small computations.
  private static final int MIN_BLOCK = 1024;

  /// Returns the number of the first time whose price contributes to the rows from `row` on.
  public static long start(Indicator indicator, long row) {
    int block = block(indicator);
    return (Math.floorDiv(row, block) - 1) * block;
  }

  private static int block(Indicator indicator) {
    return Math.max(MIN_BLOCK, indicator.memory());
  }

  /// Computes the rows `from <= row < to`.
  ///
  /// @param from with every price from `start(indicator, from)` on, or all that there are
  /// @param to at most the end of the prices
  public double[] compute(Indicator indicator, long from, long to) {
    int block = block(indicator);
    double[] out = new double[(int) (to - from)];
    for (long row = from; row < to; ) {
      long end = Math.min(to, (Math.floorDiv(row, block) + 1) * block);
      long start = Math.max(first, start(indicator, row));
      double[] part = computeStretches(indicator, (int) (start - first), (int) (end - first));
      System.arraycopy(part, (int) (row - start), out, (int) (row - from), (int) (end - row));
      row = end;
    }
    return out;
  }

  private double[] computeStretches(Indicator indicator, int from, int to) {
    double[] out = new double[to - from];
    Arrays.fill(out, Double.NaN);
    for (int at = from; at < to; ) {
      int end = at;
      while (end < to && !Double.isNaN(prices[end])) end++;
      if (end > at) {
        double[] stretch = indicator.of(Arrays.copyOfRange(prices, at, end));
        System.arraycopy(stretch, 0, out, at - from, stretch.length);
      }
      at = end + 1;
    }
    return out;
  }
}
