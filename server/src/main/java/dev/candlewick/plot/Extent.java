package dev.candlewick.plot;

/// The values an axis shows; never of no height.
record Extent(double low, double high) {
  /// The air around a flat line, as a part of its height.
  private static final double FLAT_PADDING = 0.012;

  /// The air below zero, as a part of what is above it: a line at zero is not cut in half.
  private static final double BELOW_ZERO = 0.01;

  private static final Extent EMPTY = new Extent(0, 1);

  /// From the least to the greatest value of all lines.
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

  /// With some air above and below; a flat line gets a little of its height to each side.
  Extent padded(double share) {
    double size = Math.max(Math.abs(low), Math.abs(high));
    boolean flat = span() <= size * 1e-11;
    double margin = flat ? (size == 0 ? FLAT_PADDING : size * FLAT_PADDING) : span() * share;
    return new Extent(low - margin, high + margin);
  }

  /// The air below what is never negative does not reach far below zero: a price of less than zero
  /// is no place on an axis.
  Extent paddedAboveZero(double share) {
    Extent padded = padded(share);
    if (low < 0 || padded.low >= 0) return padded;
    return new Extent(-BELOW_ZERO * padded.high, padded.high);
  }

  /// From zero up, for amounts.
  Extent fromZero() {
    return new Extent(0, high > 0 ? high * 1.08 : 1);
  }
}
