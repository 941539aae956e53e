package dev.candlewick.analytics;

/// A column that is computed from prices. Row `i` depends on no later row; the first rows, which
/// have too few prices before them, are NaN.
public sealed interface Indicator {
  /// The smallest window of an indicator.
  int MIN_WINDOW = 2;

  /// The largest window of an indicator.
  int MAX_WINDOW = 1000;

  /// The weight of a price in an average of window `W` after `32 W` rows is below `e^-64`, far less
  /// than the last digit of a `double`.
  int EMA_MEMORY = 32;

  /// The name of the column: `ema(50)`.
  String name();

  /// Computes the column of consecutive prices.
  ///
  /// @param prices finite
  double[] of(double[] prices);

  /// The rows before a row that contribute to its value, at most.
  int memory();

  /// The change from the price before, in percent.
  record PercentChange() implements Indicator {
    @Override
    public String name() {
      return "pct_change";
    }

    @Override
    public double[] of(double[] prices) {
      return Returns.percent(prices);
    }

    @Override
    public int memory() {
      return 1;
    }
  }

  /// The mean of the last `window` prices.
  record RollingMean(int window) implements Indicator {
    public RollingMean {
      requireWindow(window);
    }

    @Override
    public String name() {
      return "rolling_mean(" + window + ")";
    }

    @Override
    public double[] of(double[] prices) {
      return Rolling.mean(prices, window);
    }

    @Override
    public int memory() {
      return window - 1;
    }
  }

  /// The exponential moving average of a window.
  record ExponentialMean(int window) implements Indicator {
    public ExponentialMean {
      requireWindow(window);
    }

    @Override
    public String name() {
      return "ema(" + window + ")";
    }

    @Override
    public double[] of(double[] prices) {
      return Ema.of(prices, window);
    }

    @Override
    public int memory() {
      return window * EMA_MEMORY;
    }
  }

  /// The sample deviation of the last `window` fractional returns, not annualised.
  record Volatility(int window) implements Indicator {
    public Volatility {
      requireWindow(window);
    }

    @Override
    public String name() {
      return "volatility(" + window + ")";
    }

    @Override
    public double[] of(double[] prices) {
      return Rolling.deviation(Returns.fractional(prices), window);
    }

    @Override
    public int memory() {
      return window;
    }
  }

  /// Whether an indicator may have this window.
  static boolean isWindow(int window) {
    return window >= MIN_WINDOW && window <= MAX_WINDOW;
  }

  private static void requireWindow(int window) {
    if (!isWindow(window)) {
      throw new IllegalArgumentException(
          "a window is from " + MIN_WINDOW + " to " + MAX_WINDOW + ", not " + window);
    }
  }
}
