package dev.candlewick.benchmarks;

import dev.candlewick.series.CandleSeries;
import dev.candlewick.store.Database;
import dev.candlewick.store.candle.CandleStore;
import dev.candlewick.store.candle.SeriesCache;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Benchmarks reading a series from `SeriesCache` against draining COPY of the same candles. A
/// whole cached series is returned as it is; a part of it is copied, so both are measured.
final class HotReadBenchmark {
  private static final double BAR = 20;
  private static final long ROUND_NANOS = 100_000_000L;
  private static final long CACHE_BYTES = 256L << 20;
  private static final Duration HEARING = Duration.ofSeconds(10);

  private final StoredCandles stored;

  HotReadBenchmark(StoredCandles stored) {
    this.stored = stored;
  }

  void run() throws SQLException, IOException {
    Report.line("");
    Report.line("Read the same from SeriesCache, against COPY on a fresh connection");
    measure(1_000, 31);
    measure(100_000, 11);
    measure(1_000_000, 7);
  }

  /// A repeated read from the cache.
  private record Hot(SeriesCache cache, StoredCandles stored, Instant from, Instant to) {
    CandleSeries read() {
      return cache.series(stored.series(), from, to);
    }

    /// Returns the milliseconds of one call, averaged over a round, because the clock is too coarse
    /// for one.
    double millis() {
      long begin = System.nanoTime();
      long calls = 0;
      long candles = 0;
      while (System.nanoTime() - begin < ROUND_NANOS) {
        candles += read().size();
        calls++;
      }
      double millis = (System.nanoTime() - begin) / 1e6 / calls;
      if (candles != calls * read().size()) throw new IllegalStateException("sizes differ");
      return millis;
    }
  }

  private void measure(int rows, int rounds) throws SQLException, IOException {
    try (Database database = stored.server().open(2)) {
      hear(database);
      SeriesCache cache = new SeriesCache(database, new CandleStore(database), CACHE_BYTES);
      Hot whole = new Hot(cache, stored, Market.FROM, stored.end(rows));
      Hot part = new Hot(cache, stored, Market.FROM.plus(Duration.ofMinutes(1)), whole.to());
      double sum = stored.checked(whole.read(), rows);
      List<Double> drained = new ArrayList<>();
      List<Double> wholes = new ArrayList<>();
      List<Double> parts = new ArrayList<>();
      for (int round = 0; round < rounds; round++) {
        drained.add(stored.drain(rows).wallMillis());
        wholes.add(whole.millis());
        parts.add(part.millis());
      }
      if (cache.stats().misses() != 1) throw new IllegalStateException("the cache was not hot");
      Report.line("%,d candles, %d rounds:", rows, rounds);
      Report.line("  %-22s %12.6f ms", "COPY, drained", median(drained));
      compare("hot, the whole", drained, wholes);
      compare("hot, all but a candle", drained, parts);
      Report.line("  rows %,d, sum of closes and volumes %.8f", rows, sum);
    }
  }

  /// Waits for the change feed: nothing is cached before changes of other processes are received.
  private static void hear(Database database) {
    database.changeFeed().start(message -> Report.line("%s", message));
    Instant most = Instant.now().plus(HEARING);
    while (!database.changeFeed().isListening()) {
      if (Instant.now().isAfter(most))
        throw new IllegalStateException("the change feed is not listening");
      Thread.onSpinWait();
    }
  }

  private static void compare(String what, List<Double> yardstick, List<Double> ours) {
    double[] ratios = new double[ours.size()];
    Arrays.setAll(ratios, i -> yardstick.get(i) / ours.get(i));
    double ratio = Report.median(ratios);
    Arrays.sort(ratios);
    Report.line(
        "  %-22s %12.6f ms  ratio %,.1f (%,.1f to %,.1f); bar %.0f by wall: %s",
        what,
        median(ours),
        ratio,
        ratios[0],
        ratios[ratios.length - 1],
        BAR,
        ratio >= BAR ? "reached" : "MISSED");
  }

  private static double median(List<Double> values) {
    return Report.median(values, Double::doubleValue);
  }
}
