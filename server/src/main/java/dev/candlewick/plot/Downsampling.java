package dev.candlewick.plot;

import java.util.Arrays;

/// Reduces points without changing the picture: of each column of pixels it keeps the first, the
/// lowest, the highest and the last value, in time order, so that no spike is lost. NaN and values
/// outside any axis interrupt the line, and so does a gap in time that is at least a column wide.
final class Downsampling {
  /// Columns with at most this many values are drawn unchanged.
  private static final int PER_COLUMN = 4;

  private final long[] times;
  private final double[] values;
  private final long limit;
  private final Points.Builder points;

  private Downsampling(long[] times, double[] values, long limit, int capacity) {
    this.times = times;
    this.values = values;
    this.limit = limit;
    this.points = new Points.Builder(capacity);
  }

  /// Reduces a series.
  ///
  /// @param times ascending
  /// @param span the span that the columns divide
  /// @param limit the distance in time from which on neighbours are not joined
  static Points downsample(long[] times, double[] values, TimeSpan span, int columns, long limit) {
    long widest = Math.max(limit, span.micros() / columns);
    int capacity = (int) Math.min(times.length * 2L, (PER_COLUMN + 1L) * columns);
    var thinning = new Downsampling(times, values, widest, capacity);
    int from = span.firstIn(times);
    for (int column = 0; column < columns; column++) {
      int to =
          column == columns - 1
              ? span.endIn(times)
              : atOrAfter(times, from, span.boundary(column + 1, columns));
      if (to > from) thinning.addColumn(from, to);
      from = Math.max(from, to);
    }
    return thinning.points.build();
  }

  private static int atOrAfter(long[] times, int from, long time) {
    int at = Arrays.binarySearch(times, from, times.length, time);
    return at >= 0 ? at : -at - 1;
  }

  private void addColumn(int from, int to) {
    if (to - from <= PER_COLUMN) {
      for (int i = from; i < to; i++) addPoint(i);
      return;
    }
    int first = from;
    while (first < to && !Points.isDrawable(values[first])) first++;
    if (first == to) {
      points.addGap(times[from]);
      return;
    }
    int last = to - 1;
    while (!Points.isDrawable(values[last])) last--;
    if (first > from) points.addGap(times[from]);
    addExtremes(first, last);
    if (last < to - 1) points.addGap(times[to - 1]);
  }

  private void addExtremes(int first, int last) {
    int lowest = first;
    int highest = first;
    double low = values[first];
    double high = low;
    for (int i = first + 1; i <= last; i++) {
      double value = values[i];
      if (value < low) {
        if (Points.isDrawable(value)) {
          low = value;
          lowest = i;
        }
      } else if (value > high && Points.isDrawable(value)) {
        high = value;
        highest = i;
      }
    }
    int earlier = Math.min(lowest, highest);
    int later = Math.max(lowest, highest);
    addPoint(first);
    if (earlier > first) addPoint(earlier);
    if (later > earlier) addPoint(later);
    if (last > later) addPoint(last);
  }

  private void addPoint(int i) {
    if (!Points.isDrawable(values[i])) {
      points.addGap(times[i]);
      return;
    }
    if (i > 0 && times[i] - times[i - 1] > limit) points.addGap(times[i - 1]);
    points.add(times[i], values[i]);
  }
}
