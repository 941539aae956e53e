package dev.candlewick.analytics;

/// Prices with a spread of 1e-3 on 1e9, every value an exact double;
/// `benchmarks/peers/pandas_golden.py` generates the same.
final class HardPrices {
  private HardPrices() {}

  static double[] make(int count) {
    double[] prices = new double[count];
    for (int i = 0; i < count; i++) prices[i] = 1e9 + (i * 7919L % 4099 - 2049) / 1_048_576.0;
    return prices;
  }
}
