package dev.candlewick.plot;

import dev.candlewick.series.CandleSeries;

/// Merges candles: all that open in the same column of pixels become one, exactly as in a longer
/// interval.
final class CandleColumns {
  private CandleColumns() {}

  /// Returns one candle for each column that has any; its open time is its column's start. Rows
  /// that lack a price are left out, a missing volume counts as 0.
  static CandleSeries merge(CandleSeries candles, TimeSpan span, int columns) {
    var merged = new CandleSeries.Builder(columns);
    int i = span.firstIn(candles.openMicros());
    int end = span.endIn(candles.openMicros());
    for (int column = 0; column < columns && i < end; column++) {
      long until = column == columns - 1 ? Long.MAX_VALUE : span.boundary(column + 1, columns);
      int from = i;
      while (i < end && candles.openMicros()[i] < until) i++;
      add(merged, candles, from, i, span.boundary(column, columns));
    }
    return merged.build();
  }

  private static void add(
      CandleSeries.Builder merged, CandleSeries candles, int from, int to, long time) {
    double high = Double.NEGATIVE_INFINITY;
    double low = Double.POSITIVE_INFINITY;
    double volume = 0;
    int first = -1;
    int last = -1;
    for (int i = from; i < to; i++) {
      if (!isComplete(candles, i)) continue;
      if (first < 0) first = i;
      last = i;
      high = Math.max(high, candles.high()[i]);
      low = Math.min(low, candles.low()[i]);
      if (Points.isDrawable(candles.volume()[i])) volume += candles.volume()[i];
    }
    if (first < 0) return;
    merged.beginRow(time);
    merged.set(0, candles.open()[first]);
    merged.set(1, high);
    merged.set(2, low);
    merged.set(3, candles.close()[last]);
    merged.set(4, volume);
  }

  static boolean isComplete(CandleSeries candles, int i) {
    return Points.isDrawable(candles.open()[i])
        && Points.isDrawable(candles.high()[i])
        && Points.isDrawable(candles.low()[i])
        && Points.isDrawable(candles.close()[i]);
  }
}
