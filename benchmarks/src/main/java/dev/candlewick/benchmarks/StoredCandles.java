package dev.candlewick.benchmarks;

import dev.candlewick.market.CandleBatch;
import dev.candlewick.market.CandleBatch.Column;
import dev.candlewick.market.Interval;
import dev.candlewick.market.Series;
import dev.candlewick.market.Symbol;
import dev.candlewick.series.CandleSeries;
import dev.candlewick.store.Database;
import dev.candlewick.store.candle.CandleStore;
import dev.candlewick.store.candle.CandleStore.DifferencePolicy;
import dev.candlewick.store.candle.SeriesStore;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;

/// A series of generated candles in the database, with the expected result of reading its beginning
/// and the baseline for that.
final class StoredCandles {
  private static final int BATCH = 50_000;

  private final BenchDatabase server;
  private final CandleBatch candles;
  private final Series series;

  private StoredCandles(BenchDatabase server, CandleBatch candles, Series series) {
    this.server = server;
    this.candles = candles;
    this.series = series;
  }

  static StoredCandles store(BenchDatabase server, int rows) throws SQLException {
    CandleBatch candles = Market.candles(rows);
    try (Connection connection = server.connect();
        Database database = server.open()) {
      BenchDatabase.execute(connection, "truncate candle_row", "delete from series");
      SeriesStore dictionary = new SeriesStore(database);
      Series series = dictionary.register("binance", new Symbol("BTC", "USDT"), Interval.M1);
      CandleStore store = new CandleStore(database);
      for (CandleBatch batch : Market.cut(candles, BATCH)) {
        store.save(series, batch, DifferencePolicy.CORRECT);
      }
      BenchDatabase.execute(connection, "vacuum analyze candle_row", "checkpoint");
      return new StoredCandles(server, candles, dictionary.find(series.id()).orElseThrow());
    }
  }

  BenchDatabase server() {
    return server;
  }

  Series series() {
    return series;
  }

  /// Returns the end of the first candles.
  Instant end(int rows) {
    return Market.end(candles.slice(0, rows));
  }

  /// Reads and discards the first candles by binary COPY on a fresh connection.
  Cost drain(int rows) throws SQLException, IOException {
    String query =
        "select open_time, open, high, low, close, volume from candle_row where series_id = %d"
                .formatted(series.id())
            + " and open_time >= timestamptz '%s' and open_time < timestamptz '%s' order by open_time"
                .formatted(Market.FROM, end(rows));
    try (Connection connection = server.connect()) {
      long backend = BenchDatabase.number(connection, "select pg_backend_pid()");
      return Cost.of(
          backend,
          () -> {
            long bytes = CopyStream.drain(connection, query);
            if (bytes < 60L * rows) throw new IllegalStateException(bytes + " bytes");
          });
    }
  }

  /// Returns the sum of closes and volumes, after comparing the columns with the first candles.
  double checked(CandleSeries columns, int rows) {
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
