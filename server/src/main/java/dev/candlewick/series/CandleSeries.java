package dev.candlewick.series;

import java.util.Arrays;

/// A series in columns of `double`, for computing: row `i` of every column is the same candle, and
/// open times ascend. The series owns the arrays, which are never modified. Exact values stay in
/// the store; this is the only place where prices become floating point. Two series are never
/// compared, so the array components are safe.
///
/// @param openMicros microseconds since 1970
/// @param volume in the base currency
@SuppressWarnings("ArrayRecordComponent")
public record CandleSeries(
    long[] openMicros,
    double[] open,
    double[] high,
    double[] low,
    double[] close,
    double[] volume) {

  public int size() {
    return openMicros.length;
  }

  /// Returns the candles with `fromMicros <= open < toMicros`.
  public CandleSeries between(long fromMicros, long toMicros) {
    int from = atOrAfter(fromMicros);
    int to = Math.max(from, atOrAfter(toMicros));
    return from == 0 && to == size()
        ? this
        : new CandleSeries(
            Arrays.copyOfRange(openMicros, from, to),
            Arrays.copyOfRange(open, from, to),
            Arrays.copyOfRange(high, from, to),
            Arrays.copyOfRange(low, from, to),
            Arrays.copyOfRange(close, from, to),
            Arrays.copyOfRange(volume, from, to));
  }

  private int atOrAfter(long micros) {
    int at = Arrays.binarySearch(openMicros, micros);
    return at >= 0 ? at : -at - 1;
  }

  /// Returns these candles followed by the others, which all open later.
  public CandleSeries followedBy(CandleSeries later) {
    if (later.size() == 0) return this;
    if (size() == 0) return later;
    if (later.openMicros[0] <= openMicros[size() - 1]) {
      throw new IllegalArgumentException("the later candles open before the end of the first");
    }
    long[] times = Arrays.copyOf(openMicros, size() + later.size());
    System.arraycopy(later.openMicros, 0, times, size(), later.size());
    return new CandleSeries(
        times,
        joined(open, later.open),
        joined(high, later.high),
        joined(low, later.low),
        joined(close, later.close),
        joined(volume, later.volume));
  }

  private static double[] joined(double[] one, double[] two) {
    double[] both = Arrays.copyOf(one, one.length + two.length);
    System.arraycopy(two, 0, both, one.length, two.length);
    return both;
  }

  /// Builds a series row by row; a capacity that is too small only costs copying.
  public static final class Builder {
    private long[] openMicros;
    private final double[][] columns;
    private int size;

    public Builder(int capacity) {
      int room = Math.max(capacity, 16);
      openMicros = new long[room];
      columns = new double[5][room];
    }

    public void beginRow(long openTime) {
      if (size == openMicros.length) grow();
      openMicros[size++] = openTime;
    }

    /// Sets a value of the newest row; columns are open, high, low, close, volume.
    public void set(int column, double value) {
      columns[column][size - 1] = value;
    }

    public CandleSeries build() {
      return new CandleSeries(
          cut(openMicros),
          cut(columns[0]),
          cut(columns[1]),
          cut(columns[2]),
          cut(columns[3]),
          cut(columns[4]));
    }

    private void grow() {
      openMicros = Arrays.copyOf(openMicros, size * 2);
      for (int i = 0; i < columns.length; i++) columns[i] = Arrays.copyOf(columns[i], size * 2);
    }

    private long[] cut(long[] column) {
      return column.length == size ? column : Arrays.copyOf(column, size);
    }

    private double[] cut(double[] column) {
      return column.length == size ? column : Arrays.copyOf(column, size);
    }
  }
}
