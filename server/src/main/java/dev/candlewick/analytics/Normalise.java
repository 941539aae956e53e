package dev.candlewick.analytics;

/// Scales prices so that the first equals a chosen base.
public final class Normalise {
  private Normalise() {}

  /// Returns `p[i]/p[0] * base`, NaN where that is not finite.
  public static double[] toBase(double[] price, double base) {
    double[] out = new double[price.length];
    if (price.length == 0) return out;
    double first = price[0];
    for (int i = 0; i < out.length; i++) out[i] = Returns.finiteOrNaN(price[i] / first * base);
    return out;
  }
}
