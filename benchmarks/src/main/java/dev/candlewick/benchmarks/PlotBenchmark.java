package dev.candlewick.benchmarks;

import dev.candlewick.analytics.Frame;
import dev.candlewick.analytics.Frame.Column;
import dev.candlewick.plot.EnrichedPlot;
import dev.candlewick.plot.PictureOptions;
import dev.candlewick.plot.Subject;
import dev.candlewick.series.PriceSeries;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/// Benchmarks the enriched plot as PNG of 1200x900 with all its lines, from 1k to 1M points, in
/// alternation with matplotlib if available.
final class PlotBenchmark {
  private static final Map<Integer, Double> BAR_OF_POINTS = new LinkedHashMap<>();

  static {
    BAR_OF_POINTS.put(1_000, 5.0);
    BAR_OF_POINTS.put(100_000, 5.0);
    BAR_OF_POINTS.put(1_000_000, 25.0);
  }

  private static final int WARM_UP = 40;
  private static final int ROUNDS = 7;
  private static final int PICTURES = 5;
  private static final int WINDOW = 20;
  private static final long MINUTE = 60_000_000;

  void run() throws SQLException, IOException {
    Report.line("");
    Report.line(
        "Enriched plot, PNG 1200x900; %d rounds of %d pictures, CPU of the whole process",
        ROUNDS, PICTURES);
    try (PlotPeer peer = PlotPeer.start()) {
      for (var size : BAR_OF_POINTS.entrySet()) run(size.getKey(), size.getValue(), peer);
    }
  }

  private static void run(int points, double bar, @Nullable PlotPeer peer)
      throws SQLException, IOException {
    EnrichedPlot plot = plot(points);
    for (int i = 0; i < WARM_UP; i++) plot.picture(PictureOptions.DEFAULT);
    List<Cost> ours = new ArrayList<>();
    List<Double> theirs = new ArrayList<>();
    for (int round = 0; round < ROUNDS; round++) {
      ours.add(Cost.of(0, () -> draw(plot)).per(PICTURES));
      if (peer != null) theirs.add(peer.draw(points));
    }
    double own = Report.median(ours, Cost::cpuMillis);
    Report.line(
        "  %,9d points: CPU %6.1f ms, wall %6.1f ms, %,d bytes",
        points,
        own,
        Report.median(ours, Cost::wallMillis),
        plot.picture(PictureOptions.DEFAULT).bytes().length);
    if (theirs.isEmpty()) return;
    double peers = Report.median(theirs, Double::doubleValue);
    Report.line(
        "            the peer: CPU %6.1f ms, %.1f times ours; bar %.0f: %s",
        peers, peers / own, bar, peers / own >= bar ? "reached" : "MISSED");
  }

  private static void draw(EnrichedPlot plot) {
    for (int i = 0; i < PICTURES; i++) {
      if (plot.picture(PictureOptions.DEFAULT).bytes().length == 0) {
        throw new IllegalStateException("an empty picture");
      }
    }
  }

  private static EnrichedPlot plot(int points) {
    var random = new Random(7);
    long[] times = new long[points];
    double[] price = new double[points];
    double last = 65_000;
    for (int i = 0; i < points; i++) {
      times[i] = 1_704_067_200_000_000L + i * MINUTE;
      last *= Math.exp(random.nextGaussian() * 0.6 / Math.sqrt(points));
      price[i] = last;
    }
    var raw = new PriceSeries(times, price);
    return new EnrichedPlot(new Subject("BTC/USD", "USD", "generated"), frame(raw), raw, null);
  }

  private static Frame frame(PriceSeries raw) {
    double[] price = raw.price();
    double[] change = new double[price.length];
    double[] total = new double[price.length];
    double[] normal = new double[price.length];
    for (int i = 0; i < price.length; i++) {
      change[i] = i == 0 ? Double.NaN : (price[i] / price[i - 1] - 1) * 100;
      normal[i] = price[i] / price[0] * 100;
      total[i] = i == 0 ? Double.NaN : normal[i] - 100;
    }
    return new Frame(
        raw.timeMicros(),
        List.of(
            new Column("price", price),
            new Column("pct_change", change),
            new Column("acum_pct_change", total),
            new Column("rolling_mean_" + WINDOW, rolling(price, WINDOW - 1, false)),
            new Column("volatility_" + WINDOW, rolling(change, WINDOW, true)),
            new Column("normalized_price_base_100.0", normal)));
  }

  /// Returns the mean of each window, or its deviation as a share; NaN before the first whole one.
  private static double[] rolling(double[] values, int first, boolean deviation) {
    double[] rolling = new double[values.length];
    Arrays.fill(rolling, 0, Math.min(first, rolling.length), Double.NaN);
    for (int i = first; i < values.length; i++) {
      double sum = 0;
      double squares = 0;
      for (int k = i - WINDOW + 1; k <= i; k++) {
        sum += values[k];
        squares += values[k] * values[k];
      }
      double mean = sum / WINDOW;
      double variance = (squares - sum * mean) / (WINDOW - 1);
      rolling[i] = deviation ? Math.sqrt(Math.max(variance, 0)) / 100 : mean;
    }
    return rolling;
  }
}
