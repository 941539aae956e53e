package dev.candlewick.benchmarks;

import dev.candlewick.market.CandleBatch;
import dev.candlewick.market.Interval;
import dev.candlewick.market.Series;
import dev.candlewick.market.Symbol;
import dev.candlewick.store.Database;
import dev.candlewick.store.candle.CandleStore;
import dev.candlewick.store.candle.CandleStore.DifferencePolicy;
import dev.candlewick.store.candle.CandleStore.SaveResult;
import dev.candlewick.store.candle.SeriesStore;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/// Benchmarks saving candles, fresh and repeated, against COPY of previously encoded rows into a
/// table of the same columns. Each starts with an empty table and after a checkpoint; both commit
/// every batch.
final class SaveBenchmark {
  private static final int ROWS = 500_000;
  private static final int ROUNDS = 4;
  private static final double FRESH_BAR = 0.8;
  private static final double AGAIN_BAR = 1.0;
  private static final String COLUMNS =
      "series_id, open_time, close_time, trades, open, high, low, close, volume, quote_volume,"
          + " taker_base_volume, taker_quote_volume";
  private static final String CHECK =
      "select coalesce(sum(hashtextextended((open_time, close_time, trades, open, high, low, close,"
          + " volume, quote_volume, taker_base_volume, taker_quote_volume)::text, 0)"
          + " %% 1000003), 0)::bigint from %s";

  private final BenchDatabase server;
  private final CandleBatch candles = Market.candles(ROWS);

  SaveBenchmark(BenchDatabase server) {
    this.server = server;
  }

  void run() throws SQLException, IOException {
    Report.line("");
    Report.line("Save %,d 1m candles, %d rounds after one to warm up", ROWS, ROUNDS);
    try (Connection connection = server.connect();
        Database database = server.open()) {
      makeYardstick(connection);
      for (int size : List.of(10_000, 50_000)) {
        new Rounds(connection, database, size).run();
      }
      BenchDatabase.execute(connection, "drop table yardstick", "truncate candle_row");
    }
  }

  private static void makeYardstick(Connection connection) throws SQLException {
    BenchDatabase.execute(
        connection,
        "create table yardstick (like candle_row including all) partition by range (open_time)");
    for (int year = 2009; year <= 2040; year++) {
      BenchDatabase.execute(
          connection,
          "create table yardstick_%d partition of yardstick for values from ('%d-01-01Z') to ('%d-01-01Z')"
              .formatted(year, year, year + 1));
    }
  }

  /// Saves all batches into one series.
  private interface Saving {
    Cost cost(SaveResult expected) throws SQLException, IOException;
  }

  /// The rounds of one size of batches.
  private final class Rounds {
    private final Connection connection;
    private final Database database;
    private final int size;
    private final List<CandleBatch> batches;
    private final List<byte[]> encoded = new ArrayList<>();
    private final List<Cost> copied = new ArrayList<>();
    private final List<Cost> fresh = new ArrayList<>();
    private final List<Cost> again = new ArrayList<>();
    private final List<Cost> late = new ArrayList<>();

    Rounds(Connection connection, Database database, int size) {
      this.connection = connection;
      this.database = database;
      this.size = size;
      this.batches = Market.cut(candles, size);
    }

    void run() throws SQLException, IOException {
      save();
      encode();
      copy();
      forget();
      for (int round = 0; round < ROUNDS; round++) {
        if (round % 2 == 0) copy();
        save();
        if (round % 2 == 1) copy();
      }
      print();
    }

    /// Discards the first round, which only warms up.
    private void forget() {
      copied.clear();
      fresh.clear();
      again.clear();
      late.clear();
    }

    /// Saves, then saves the same again immediately. Also saves into another fresh table and again
    /// after a checkpoint, when the first reader of a page must mark its rows as committed and log
    /// the whole page for its checksum.
    private void save() throws SQLException, IOException {
      Saving saving = begin();
      fresh.add(saving.cost(new SaveResult(ROWS, 0, 0)));
      again.add(saving.cost(new SaveResult(0, ROWS, 0)));
      Saving other = begin();
      other.cost(new SaveResult(ROWS, 0, 0));
      BenchDatabase.execute(connection, "checkpoint");
      late.add(other.cost(new SaveResult(0, ROWS, 0)));
    }

    private Saving begin() throws SQLException {
      BenchDatabase.execute(connection, "truncate candle_row", "delete from series", "checkpoint");
      Series series =
          new SeriesStore(database).register("binance", new Symbol("BTC", "USDT"), Interval.M1);
      return expected ->
          Cost.of(
              BenchDatabase.backend(database),
              () -> save(new CandleStore(database), series, expected));
    }

    private void save(CandleStore store, Series series, SaveResult expected) {
      SaveResult result = new SaveResult(0, 0, 0);
      for (CandleBatch batch : batches) {
        result = result.plus(store.save(series, batch, DifferencePolicy.CORRECT));
      }
      if (!result.equals(expected)) throw new IllegalStateException("saved " + result);
    }

    private void encode() throws SQLException {
      for (CandleBatch batch : batches) {
        encoded.add(
            CopyStream.bytes(
                connection,
                "select %s from candle_row where open_time between '%s' and '%s' order by open_time"
                    .formatted(COLUMNS, batch.openTime(0), batch.openTime(batch.size() - 1))));
      }
    }

    private void copy() throws SQLException, IOException {
      BenchDatabase.execute(connection, "truncate yardstick", "checkpoint");
      long backend = BenchDatabase.number(connection, "select pg_backend_pid()");
      copied.add(Cost.of(backend, this::copyAll));
    }

    private void copyAll() throws SQLException {
      long rows = 0;
      String command = "COPY yardstick (" + COLUMNS + ") FROM STDIN (FORMAT binary)";
      for (byte[] bytes : encoded) rows += CopyStream.in(connection, command, bytes);
      if (rows != ROWS) throw new IllegalStateException("copied " + rows);
    }

    private void print() throws SQLException {
      Report.line("Batches of %,d:", size);
      Report.figures("binary COPY", ROWS, copied);
      Report.figures("save, fresh", ROWS, fresh);
      Report.figures("save, all duplicates", ROWS, again);
      Report.figures("the same, checkpointed", ROWS, late);
      Report.ratio("fresh : COPY", copied, fresh, FRESH_BAR);
      Report.ratio("duplicates : fresh", fresh, again, AGAIN_BAR);
      Report.ratio("checkpointed : fresh", fresh, late, AGAIN_BAR);
      long saved = BenchDatabase.number(connection, "select count(*) from candle_row");
      long mine = BenchDatabase.number(connection, CHECK.formatted("candle_row"));
      long other = BenchDatabase.number(connection, CHECK.formatted("yardstick"));
      Report.line("  rows %,d, checksum %d, the yardstick's %d", saved, mine, other);
      if (saved != ROWS || mine != other) throw new IllegalStateException("other rows were saved");
    }
  }
}
