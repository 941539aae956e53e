package dev.candlewick.plot;

import dev.candlewick.analytics.Frame;
import dev.candlewick.analytics.Frame.Column;
import dev.candlewick.series.CandleSeries;
import dev.candlewick.series.PriceSeries;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/// Generated series for pictures.
final class Samples {
  static final long HOUR = 3_600_000_000L;
  static final long DAY = 24 * HOUR;
  static final long START = 1_704_067_200_000_000L;
  static final Subject BTC = new Subject("BTC/USD", "USD", "coingecko");

  private Samples() {}

  static PriceSeries walk(int size, long spacing) {
    var random = new Random(7);
    double[] prices = new double[size];
    double price = 65_000;
    double step = 0.6 / Math.sqrt(size);
    for (int i = 0; i < size; i++) prices[i] = price *= Math.exp(random.nextGaussian() * step);
    return new PriceSeries(times(size, spacing), prices);
  }

  static PriceSeries flat(int size) {
    double[] prices = new double[size];
    Arrays.fill(prices, 1.0);
    return new PriceSeries(times(size, HOUR), prices);
  }

  static long[] times(int size, long spacing) {
    long[] times = new long[size];
    for (int i = 0; i < size; i++) times[i] = START + i * spacing;
    return times;
  }

  static EnrichedPlot plot(PriceSeries raw) {
    return new EnrichedPlot(BTC, frame(raw, 20), raw, null);
  }

  /// Returns all columns, by the simplest formulas.
  static Frame frame(PriceSeries series, int window) {
    int size = series.size();
    double[] p = series.price();
    double[] change = nothing(size);
    double[] total = nothing(size);
    double[] normal = new double[size];
    double[] mean = nothing(size);
    double[] deviation = nothing(size);
    for (int i = 0; i < size; i++) {
      if (i > 0) change[i] = (p[i] / p[i - 1] - 1) * 100;
      if (i > 0) total[i] = (p[i] / p[0] - 1) * 100;
      normal[i] = p[i] / p[0] * 100;
      if (i >= window - 1) mean[i] = Arrays.stream(p, i - window + 1, i + 1).average().orElse(0);
      if (i >= window) {
        double average = Arrays.stream(change, i - window + 1, i + 1).average().orElse(0);
        double squares = 0;
        for (int j = i - window + 1; j <= i; j++) squares += Math.pow(change[j] - average, 2);
        deviation[i] = Math.sqrt(squares / (window - 1)) / 100;
      }
    }
    List<Column> columns = new ArrayList<>();
    columns.add(new Column("price", p));
    columns.add(new Column("pct_change", change));
    columns.add(new Column("acum_pct_change", total));
    columns.add(new Column("rolling_mean_" + window, mean));
    columns.add(new Column("volatility_" + window, deviation));
    columns.add(new Column("normalized_price_base_100.0", normal));
    return new Frame(series.timeMicros(), columns);
  }

  private static double[] nothing(int size) {
    double[] values = new double[size];
    Arrays.fill(values, Double.NaN);
    return values;
  }

  /// Returns every `each`th point, with the price of the last of its bucket.
  static PriceSeries every(PriceSeries raw, int each) {
    int size = raw.size() / each;
    long[] times = new long[size];
    double[] prices = new double[size];
    for (int i = 0; i < size; i++) {
      times[i] = raw.timeMicros()[(i + 1) * each - 1];
      prices[i] = raw.price()[(i + 1) * each - 1];
    }
    return new PriceSeries(times, prices);
  }

  static PriceSeries without(PriceSeries raw, int from, int to) {
    long[] times = new long[raw.size() - (to - from)];
    double[] prices = new double[times.length];
    for (int i = 0, k = 0; i < raw.size(); i++) {
      if (i >= from && i < to) continue;
      times[k] = raw.timeMicros()[i];
      prices[k++] = raw.price()[i];
    }
    return new PriceSeries(times, prices);
  }

  static CandleSeries candles(int size) {
    var random = new Random(11);
    var builder = new CandleSeries.Builder(size);
    double price = 65_000;
    for (int i = 0; i < size; i++) {
      double close = price * Math.exp(random.nextGaussian() * 0.01);
      builder.beginRow(START + i * HOUR);
      builder.set(0, price);
      builder.set(1, Math.max(price, close) * (1 + random.nextDouble() * 0.006));
      builder.set(2, Math.min(price, close) * (1 - random.nextDouble() * 0.006));
      builder.set(3, close);
      builder.set(4, Math.exp(random.nextGaussian()) * 120);
      price = close;
    }
    return builder.build();
  }
}
