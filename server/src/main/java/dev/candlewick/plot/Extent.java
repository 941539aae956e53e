package dev.candlewick.plot;

/// The range of values of an axis; never of zero height.
record Extent(double low, double high) {
  /// The margin around a flat line, as a part of its height.
  private static final double FLAT_PADDING = 0.012;

  /// The margin below zero, as a part of the range above it, so that a line at zero is not clipped.
  private static final double BELOW_ZERO = 0.01;

  private static final Extent EMPTY = new Extent(0, 1);

  /// Returns the range from the least to the greatest value of all lines.
  static Extent of(Iterable<Points> lines) {
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    for (Points line : lines) {
      for (double value : line.values()) {
        if (value < low) low = value;
        if (value > high) high = value;
      }
    }
    return low > high ? EMPTY : new Extent(low, high);
  }

  double span() {
    return high - low;
  }

  /// Returns the range with a margin above and below; for a flat line, a small part of its height
  /// on each side.
  Extent padded(double share) {
    double size = Math.max(Math.abs(low), Math.abs(high));
    boolean flat = span() <= size * 1e-11;
    double margin = flat ? (size == 0 ? FLAT_PADDING : size * FLAT_PADDING) : span() * share;
    return new Extent(low - margin, high + margin);
  }

  /// Returns the range with a margin that does not reach far below zero for values that are never
  /// negative, since a negative price has no place on an axis.
  Extent paddedAboveZero(double share) {
    Extent padded = padded(share);
    if (low < 0 || padded.low >= 0) return padded;
    return new Extent(-BELOW_ZERO * padded.high, padded.high);
  }

  /// Returns the range from zero up, for amounts.
  Extent fromZero() {
    return new Extent(0, high > 0 ? high * 1.08 : 1);
  }
}
