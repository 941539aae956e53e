package dev.candlewick.plot;

import java.util.Arrays;

/// The points of a line in time order, with a NaN wherever the line is interrupted.
@SuppressWarnings("ArrayRecordComponent")
record Points(long[] timeMicros, double[] values) {
  /// A larger value is not a price, and would leave no room on an axis for the others.
  private static final double LARGEST = 1e100;

  int size() {
    return values.length;
  }

  /// Whether the value fits on an axis; false for NaN and infinity.
  static boolean isDrawable(double value) {
    return Math.abs(value) < LARGEST;
  }

  /// Builds a line.
  static final class Builder {
    private long[] timeMicros;
    private double[] values;
    private int size;

    Builder(int capacity) {
      timeMicros = new long[Math.max(capacity, 16)];
      values = new double[timeMicros.length];
    }

    void add(long time, double value) {
      if (size == values.length) grow();
      timeMicros[size] = time;
      values[size++] = value;
    }

    /// Interrupts the line, once, and not before the first point.
    void addGap(long time) {
      if (size > 0 && !Double.isNaN(values[size - 1])) add(time, Double.NaN);
    }

    Points build() {
      return new Points(Arrays.copyOf(timeMicros, size), Arrays.copyOf(values, size));
    }

    private void grow() {
      timeMicros = Arrays.copyOf(timeMicros, size * 2);
      values = Arrays.copyOf(values, size * 2);
    }
  }
}
