package dev.candlewick.plot;

import java.util.Arrays;

/// A line to draw: points in time order, and a NaN wherever the pen is lifted.
@SuppressWarnings("ArrayRecordComponent")
record Points(long[] timeMicros, double[] values) {
  /// What is larger than this is no price, and would leave no room on an axis for what is.
  private static final double LARGEST = 1e100;

  int size() {
    return values.length;
  }

  /// Whether there is a place for the value on an axis; not for NaN nor for infinity.
  static boolean isDrawable(double value) {
    return Math.abs(value) < LARGEST;
  }

  /// Collects points.
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

    /// Lifts the pen, once, and not before the first point.
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
