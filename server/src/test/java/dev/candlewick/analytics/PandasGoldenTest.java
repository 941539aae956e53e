package dev.candlewick.analytics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.candlewick.series.Frequency;
import dev.candlewick.series.PriceSeries;
import dev.candlewick.testing.SharedData;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Proves that frames and statistics of recorded closes equal those of pandas. The golden files
/// beside this class are written by `benchmarks/peers/pandas_golden.py`.
class PandasGoldenTest {
  private static final double RELATIVE = 1e-9;
  private static final long LEAST_MICROS = 100_000_000_000_000L;
  private static final int FIRST_FIGURE = 6;
  private static final List<String> COLUMNS =
      List.of(
          "pct_change",
          "acum_pct_change",
          "rolling_mean_",
          "volatility_",
          "normalized_price_base_");

  private final Map<String, PriceSeries> recordings = new HashMap<>();
  private final Map<String, Frame> frames = new HashMap<>();

  @Test
  void everyColumnOfEveryFrequencyIsWhatPandasComputes() throws IOException {
    Path folder = SharedData.required();
    for (String[] row : golden("pandas_frame.csv")) {
      Frame frame = frame(folder, row);
      int at = Integer.parseInt(row[4]);
      assertThat(frame.size()).as(row[0] + row[1]).isEqualTo(Integer.parseInt(row[3]));
      assertThat(frame.timeMicros()[at]).isEqualTo(Long.parseLong(row[5]));
      for (int i = 0; i < COLUMNS.size(); i++) {
        double ours = column(frame, COLUMNS.get(i))[at];
        assertClose(ours, row[FIRST_FIGURE + i], COLUMNS.get(i) + " of " + String.join(",", row));
      }
    }
  }

  @Test
  void everyStatisticIsWhatPandasComputes() throws IOException {
    Path folder = SharedData.required();
    for (String[] row : golden("pandas_statistics.csv")) {
      Statistics ours = Statistics.of(recording(folder, row[0]).price());
      assertThat(ours.count()).isEqualTo(Integer.parseInt(row[1]));
      assertClose(ours.min(), row[2], "min");
      assertClose(ours.max(), row[3], "max");
      assertClose(ours.mean(), row[4], "mean");
      assertClose(ours.median(), row[5], "median");
      assertClose(ours.deviation(), row[6], "deviation");
      assertClose(ours.variance(), row[7], "variance");
      assertClose(ours.first(), row[8], "first");
      assertClose(ours.last(), row[9], "last");
      assertClose(ours.percentChange(), row[10], "percent change");
    }
  }

  /// A spread of 1e-3 on 1e9 with one tick of 1e15: pandas keeps an error after it, this code does
  /// not.
  @Test
  void afterABadTickOurDeviationIsExactWherePandasIsNot() throws IOException {
    double[] prices = HardPrices.make(20_000);
    prices[10_000] = 1e15;
    double[] ours = Rolling.deviation(prices, 20);
    double worstOfOurs = 0;
    double worstOfPandas = 0;
    for (String[] row : golden("pandas_hard_rolling.csv")) {
      int at = Integer.parseInt(row[0]);
      double exact = ExactMoments.deviation(prices, at - 19, at + 1);
      worstOfOurs = Math.max(worstOfOurs, Math.abs(ours[at] / exact - 1));
      worstOfPandas = Math.max(worstOfPandas, Math.abs(Double.parseDouble(row[1]) / exact - 1));
    }
    assertThat(worstOfOurs)
        .as("error of this code, that of pandas is " + worstOfPandas)
        .isLessThan(1e-14);
    assertThat(worstOfPandas).isGreaterThan(1e-9);
  }

  private Frame frame(Path folder, String[] row) throws IOException {
    String key = row[0] + row[1];
    Frame known = frames.get(key);
    if (known != null) return known;
    int window = Integer.parseInt(row[2]);
    var options = new FrameOptions(frequency(row[1]), window, window, 100.0);
    Frame frame = Frame.of(recording(folder, row[0]), options);
    frames.put(key, frame);
    return frame;
  }

  private static @Nullable Frequency frequency(String name) {
    return name.equals("NONE") ? null : Frequency.valueOf(name);
  }

  private static double[] column(Frame frame, String prefix) {
    return frame.columns().stream()
        .filter(column -> column.name().startsWith(prefix))
        .findFirst()
        .orElseThrow()
        .values();
  }

  private PriceSeries recording(Path folder, String name) throws IOException {
    PriceSeries known = recordings.get(name);
    if (known != null) return known;
    List<String[]> rows = new ArrayList<>();
    Path file = folder.resolve("binance-klines", name + ".jsonl.gz");
    try (var in = new GZIPInputStream(Files.newInputStream(file));
        var lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      lines
          .lines()
          .filter(line -> !line.isBlank())
          .forEach(line -> rows.add(line.replaceAll("[\\[\\]\" ]", "").split(",", 6)));
    }
    PriceSeries series =
        new PriceSeries(
            rows.stream().mapToLong(row -> micros(row[0])).toArray(),
            rows.stream().mapToDouble(row -> Double.parseDouble(row[4])).toArray());
    recordings.put(name, series);
    return series;
  }

  private static long micros(String stamp) {
    long time = Long.parseLong(stamp);
    return time >= LEAST_MICROS ? time : time * 1000;
  }

  /// Returns the rows without the comment and the names.
  private static List<String[]> golden(String name) throws IOException {
    var in = Objects.requireNonNull(PandasGoldenTest.class.getResourceAsStream(name), name);
    try (var lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      return lines.lines().skip(2).map(line -> line.split(",", -1)).toList();
    }
  }

  private static void assertClose(double ours, String pandas, String what) {
    if (pandas.equals("nan")) {
      assertThat(ours).as(what).isNaN();
      return;
    }
    double expected = Double.parseDouble(pandas);
    assertThat(ours).as(what).isCloseTo(expected, within(Math.abs(expected) * RELATIVE));
  }
}
