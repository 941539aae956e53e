package dev.candlewick.benchmarks;

import dev.candlewick.series.CandleSeries;
import dev.candlewick.store.Database;
import dev.candlewick.store.candle.CandleStore;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/// Benchmarks reading a stored series to columns of `double` against draining COPY of the same
/// select. Cold means a fresh connection with nothing planned; the pages are in the operating
/// system's cache.
final class ReadBenchmark {
  private static final int ROWS = 1_000_000;
  private static final double BAR = 0.9;

  private final StoredCandles stored;
  private final List<Cost> drained = new ArrayList<>();
  private final List<Cost> read = new ArrayList<>();

  private ReadBenchmark(StoredCandles stored) {
    this.stored = stored;
  }

  static void run(BenchDatabase server) throws SQLException, IOException {
    StoredCandles stored = StoredCandles.store(server, ROWS);
    new ReadBenchmark(stored).run();
    new HotReadBenchmark(stored).run();
  }

  private void run() throws SQLException, IOException {
    Report.line("");
    Report.line("Read 1m candles to columns, each time on a fresh connection");
    round(ROWS);
    round(ROWS);
    measure(1_000, 31);
    measure(100_000, 11);
    measure(ROWS, 7);
  }

  private void measure(int rows, int rounds) throws SQLException, IOException {
    drained.clear();
    read.clear();
    double sum = 0;
    for (int round = 0; round < rounds; round++) sum = round(rows);
    Report.line("%,d candles, %d rounds:", rows, rounds);
    Report.figures("COPY, drained", rows, drained);
    Report.figures("CandleStore.series", rows, read);
    Report.ratio("series : COPY", drained, read, BAR);
    Report.line("  rows %,d, sum of closes and volumes %.8f", rows, sum);
  }

  /// Measures both, in alternating order.
  private double round(int rows) throws SQLException, IOException {
    if (drained.size() % 2 == 0) drained.add(stored.drain(rows));
    double sum = read(rows);
    if (drained.size() < read.size()) drained.add(stored.drain(rows));
    return sum;
  }

  private double read(int rows) throws SQLException, IOException {
    List<CandleSeries> got = new ArrayList<>();
    try (Database database = stored.server().open()) {
      CandleStore store = new CandleStore(database);
      long backend = BenchDatabase.backend(database);
      Cost.Work work = () -> got.add(store.series(stored.series(), Market.FROM, stored.end(rows)));
      read.add(Cost.of(backend, work));
    }
    return stored.checked(got.getFirst(), rows);
  }
}
