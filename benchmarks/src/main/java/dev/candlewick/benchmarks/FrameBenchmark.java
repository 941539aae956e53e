package dev.candlewick.benchmarks;

import dev.candlewick.analytics.Frame;
import dev.candlewick.analytics.FrameOptions;
import dev.candlewick.analytics.Statistics;
import dev.candlewick.benchmarks.PandasPeer.Answer;
import dev.candlewick.market.Grid;
import dev.candlewick.series.Frequency;
import dev.candlewick.series.PriceSeries;
import dev.candlewick.series.Resample;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/// Benchmarks frames with all columns, statistics and resampling of 1-minute prices, in alternation
/// with pandas if available. CPU is that of the whole process, including the collector and
/// compiler.
final class FrameBenchmark {
  private static final int ROUNDS = 7;
  private static final long ROUND_MILLIS = 400;
  private static final int MILLION = 1_000_000;
  private static final int WINDOW = 20;
  private static final long MINUTE = 60_000_000L;
  private static final FrameOptions ALL_COLUMNS = new FrameOptions(null, WINDOW, WINDOW, 100.0);

  /// A measured task.
  ///
  /// @param figure does the work and returns a figure of its result
  /// @param bar the least ratio to pandas on a million points; 0 for none
  private record Task(String name, ToDoubleFunction<PriceSeries> figure, double bar) {}

  private static final List<Task> TASKS =
      List.of(
          new Task("frame", series -> last(Frame.of(series, ALL_COLUMNS)), 4),
          new Task("statistics", series -> Statistics.of(series.price()).deviation(), 2),
          new Task("daily", series -> sum(Resample.to(Frequency.DAILY, series)), 0),
          new Task("weekly", series -> sum(Resample.to(Frequency.WEEKLY, series)), 0));

  void run() throws SQLException, IOException {
    Optional<PandasPeer> started = PandasPeer.start();
    try (PandasPeer peer = started.orElse(null)) {
      Report.line("");
      Report.line(
          "Frames with all columns, window %d, statistics, resampling; %d rounds; the peer: %s",
          WINDOW, ROUNDS, peer == null ? "none, PEER_PYTHON names no Python" : peer.version());
      measure(peer, 10_000);
      measure(peer, MILLION);
    }
  }

  private static void measure(@Nullable PandasPeer peer, int rows)
      throws SQLException, IOException {
    PriceSeries series = prices(rows);
    Report.line("%,d prices:", rows);
    for (Task task : TASKS) {
      int times = timesARound(task, series);
      int peerTimes = peer == null ? 0 : timesARound(peer.ask(task.name(), rows, 3).cpuMillis());
      List<Double> ours = new ArrayList<>();
      List<Answer> theirs = new ArrayList<>();
      for (int round = 0; round < ROUNDS; round++) {
        Cost cost = Cost.of(0, () -> repeat(task, series, times));
        ours.add(cost.per(times).ownMillis());
        if (peer != null) theirs.add(peer.ask(task.name(), rows, peerTimes));
      }
      Report.line(
          "  %-10s %8.4f ms of CPU; result %.12g",
          task.name(),
          Report.median(ours, Double::doubleValue),
          task.figure().applyAsDouble(series));
      if (peer != null) compare(ours, theirs, rows == MILLION ? task.bar() : 0);
    }
  }

  /// Warms up for two rounds and counts the runs. The clock of a process ticks in steps of 10 ms,
  /// so a round must be long.
  private static int timesARound(Task task, PriceSeries series) {
    long begin = System.nanoTime();
    int times = 0;
    while (System.nanoTime() - begin < 2 * ROUND_MILLIS * 1_000_000L) {
      repeat(task, series, 1);
      times++;
    }
    return Math.max(1, times / 2);
  }

  private static int timesARound(double millis) {
    return Math.max(1, (int) (ROUND_MILLIS / Math.max(millis, 1e-3)));
  }

  private static void compare(List<Double> ours, List<Answer> theirs, double bar) {
    double[] ratios = new double[ours.size()];
    Arrays.setAll(ratios, i -> theirs.get(i).cpuMillis() / Math.max(ours.get(i), 1e-9));
    double ratio = Report.median(ratios);
    Arrays.sort(ratios);
    Report.line(
        "    pandas   %8.4f ms of CPU; result %.12g; ratio %.1f (%.1f to %.1f)%s",
        Report.median(theirs, Answer::cpuMillis),
        theirs.getFirst().value(),
        ratio,
        ratios[0],
        ratios[ratios.length - 1],
        bar == 0 ? "" : "; bar %.1f: %s".formatted(bar, ratio >= bar ? "reached" : "MISSED"));
  }

  private static void repeat(Task task, PriceSeries series, int times) {
    double first = task.figure().applyAsDouble(series);
    for (int i = 1; i < times; i++) {
      if (task.figure().applyAsDouble(series) != first)
        throw new IllegalStateException(task.name());
    }
  }

  private static double last(Frame frame) {
    double[] volatility =
        frame.columns().stream()
            .filter(column -> column.name().startsWith("volatility_"))
            .findFirst()
            .orElseThrow()
            .values();
    return volatility[volatility.length - 1];
  }

  private static double sum(PriceSeries series) {
    return Arrays.stream(series.price()).sum();
  }

  /// Returns a random walk in cents that `benchmarks/peers/pandas_frame.py` generates too.
  private static PriceSeries prices(int rows) {
    long[] times = new long[rows];
    double[] price = new double[rows];
    long state = 42;
    long cents = 4_300_000;
    for (int row = 0; row < rows; row++) {
      state = (state * 1_103_515_245 + 12_345) & 0x7FFF_FFFF;
      cents = Math.max(100_000, cents + (state >> 8) % 6001 - 3000);
      price[row] = cents / 100.0;
      times[row] = Grid.micros(Market.FROM) + row * MINUTE;
    }
    return new PriceSeries(times, price);
  }
}
