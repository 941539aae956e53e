package dev.candlewick.benchmarks;

import dev.candlewick.market.CandleBatch;
import dev.candlewick.market.CandleBatch.Column;
import dev.candlewick.market.Interval;
import dev.candlewick.market.Symbol;
import dev.candlewick.series.CandleSeries;
import dev.candlewick.store.CandleStore;
import dev.candlewick.store.CandleStore.Differing;
import dev.candlewick.store.Database;
import dev.candlewick.store.Series;
import dev.candlewick.store.SeriesStore;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// Reading a stored series to columns of `double`, against draining COPY of the same select. Cold
/// means a fresh connection with nothing planned; the pages are in the operating system's cache.
final class ReadBenchmark {
  private static final int ROWS = 1_000_000;
  private static final int BATCH = 50_000;
  private static final double BAR = 0.9;

  private final BenchDatabase server;
  private final CandleBatch candles = Market.candles(ROWS);
  private final List<Cost> drained = new ArrayList<>();
  private final List<Cost> read = new ArrayList<>();

  ReadBenchmark(BenchDatabase server) {
    this.server = server;
  }

  void run() throws SQLException, IOException {
    Report.line("");
    Report.line("Read 1m candles to columns, each time on a fresh connection");
    Series series = store();
    round(series, ROWS);
    round(series, ROWS);
    measure(series, 1_000, 31);
    measure(series, 100_000, 11);
    measure(series, ROWS, 7);
  }

  private Series store() throws SQLException {
    try (Connection connection = server.connect();
        Database database = server.open()) {
      BenchDatabase.execute(connection, "truncate candle_row", "delete from series");
      SeriesStore dictionary = new SeriesStore(database);
      Series series = dictionary.register("binance", new Symbol("BTC", "USDT"), Interval.M1);
      CandleStore store = new CandleStore(database);
      for (CandleBatch batch : Market.cut(candles, BATCH)) {
        store.save(series, batch, Differing.CORRECT);
      }
      BenchDatabase.execute(connection, "vacuum analyze candle_row", "checkpoint");
      return dictionary.find(series.id()).orElseThrow();
    }
  }

  private void measure(Series series, int rows, int rounds) throws SQLException, IOException {
    drained.clear();
    read.clear();
    double sum = 0;
    for (int round = 0; round < rounds; round++) sum = round(series, rows);
    Report.line("%,d candles, %d rounds:", rows, rounds);
    Report.figures("COPY, drained", rows, drained);
    Report.figures("CandleStore.series", rows, read);
    Report.ratio("series : COPY", drained, read, BAR);
    Report.line("  rows %,d, sum of closes and volumes %.8f", rows, sum);
  }

  /// Both, the one that begins taking turns.
  private double round(Series series, int rows) throws SQLException, IOException {
    Instant to = Market.end(candles.slice(0, rows));
    if (drained.size() % 2 == 0) drain(series, to, rows);
    double sum = read(series, to, rows);
    if (drained.size() < read.size()) drain(series, to, rows);
    return sum;
  }

  private void drain(Series series, Instant to, int rows) throws SQLException, IOException {
    String query =
        "select open_time, open, high, low, close, volume from candle_row where series_id = %d"
                .formatted(series.id())
            + " and open_time >= timestamptz '%s' and open_time < timestamptz '%s' order by open_time"
                .formatted(Market.FROM, to);
    try (Connection connection = server.connect()) {
      long backend = BenchDatabase.number(connection, "select pg_backend_pid()");
      drained.add(
          Cost.of(
              backend,
              () -> {
                long bytes = CopyStream.drain(connection, query);
                if (bytes < 60L * rows) throw new IllegalStateException(bytes + " bytes");
              }));
    }
  }

  private double read(Series series, Instant to, int rows) throws SQLException, IOException {
    List<CandleSeries> got = new ArrayList<>();
    try (Database database = server.open()) {
      CandleStore store = new CandleStore(database);
      long backend = BenchDatabase.backend(database);
      read.add(Cost.of(backend, () -> got.add(store.series(series, Market.FROM, to))));
    }
    return checked(got.getFirst(), rows);
  }

  private double checked(CandleSeries columns, int rows) {
    if (columns.size() != rows) throw new IllegalStateException(columns.size() + " rows");
    double sum = 0;
    for (int row = 0; row < rows; row++) {
      double close = candles.column(Column.CLOSE).require(row).doubleValue();
      double volume = candles.column(Column.VOLUME).require(row).doubleValue();
      if (columns.openMicros()[row] != candles.openMicros(row)
          || columns.close()[row] != close
          || columns.volume()[row] != volume) {
        throw new IllegalStateException("another candle at row " + row);
      }
      sum += close + volume;
    }
    return sum;
  }
}
