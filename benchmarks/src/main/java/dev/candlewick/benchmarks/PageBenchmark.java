package dev.candlewick.benchmarks;

import dev.candlewick.market.CandleBatch;
import dev.candlewick.market.Interval;
import dev.candlewick.market.Series;
import dev.candlewick.market.Symbol;
import dev.candlewick.provider.binance.KlinesPages;
import dev.candlewick.series.Coverage.Span;
import dev.candlewick.series.Coverage.State;
import dev.candlewick.store.Database;
import dev.candlewick.store.candle.CandleStore;
import dev.candlewick.store.candle.CandleStore.SaveResult;
import dev.candlewick.store.candle.SeriesStore;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/// Benchmarks a page of 1000 Binance klines: parsing its text to a batch, and storing it with its
/// coverage, as a backfill does. The HTTP request itself is left out.
final class PageBenchmark {
  private static final int ROWS = 1000;
  private static final int PAGES = 200;
  private static final int ROUNDS = 7;
  private static final double BAR_MILLIS = 15;
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private final BenchDatabase server;
  private final List<byte[]> pages =
      Market.cut(Market.candles(ROWS * PAGES), ROWS).stream().map(Market::page).toList();
  private final List<Cost> stored = new ArrayList<>();
  private final List<Double> parsed = new ArrayList<>();

  PageBenchmark(BenchDatabase server) {
    this.server = server;
  }

  void run() throws SQLException, IOException {
    Report.line("");
    Report.line(
        "Binance pages of %d candles, %d bytes; %d rounds of %d pages, the first page on a cold JVM",
        ROWS, pages.getFirst().length, ROUNDS, PAGES);
    Report.line("  the very first parse of this run: %.2f ms of CPU", parse(pages.subList(0, 1)));
    parse(pages);
    try (Connection connection = server.connect();
        Database database = server.open()) {
      store(connection, database);
      stored.clear();
      for (int round = 0; round < ROUNDS; round++) {
        parsed.add(parse(pages) / PAGES);
        store(connection, database);
      }
      print(connection);
    }
  }

  /// Returns the CPU of this thread in milliseconds.
  private static double parse(List<byte[]> bodies) {
    long rows = 0;
    long before = THREADS.getCurrentThreadCpuTime();
    for (byte[] body : bodies) rows += KlinesPages.parse(body, ROWS).size();
    long nanos = THREADS.getCurrentThreadCpuTime() - before;
    if (rows != (long) ROWS * bodies.size()) throw new IllegalStateException("parsed " + rows);
    return nanos / 1e6;
  }

  private void store(Connection connection, Database database) throws SQLException, IOException {
    BenchDatabase.execute(connection, "truncate candle_row", "delete from series", "checkpoint");
    Series series =
        new SeriesStore(database).register("binance", new Symbol("BTC", "USDT"), Interval.M1);
    CandleStore store = new CandleStore(database);
    long backend = BenchDatabase.backend(database);
    stored.add(Cost.of(backend, () -> store(store, series)).per(PAGES));
  }

  private void store(CandleStore store, Series series) {
    long inserted = 0;
    for (byte[] body : pages) {
      CandleBatch batch = KlinesPages.parse(body, ROWS);
      Span span = new Span(batch.openTime(0), Market.end(batch), State.COVERED, null);
      SaveResult result = store.savePage(series, batch, List.of(span), null);
      inserted += result.inserted();
    }
    if (inserted != (long) ROWS * PAGES) throw new IllegalStateException("stored " + inserted);
  }

  private void print(Connection connection) throws SQLException {
    double both = Report.median(stored, Cost::cpuMillis);
    Report.line("  parse: %.3f ms of CPU a page", Report.median(parsed, Double::doubleValue));
    Report.line(
        "  parse and store: %.2f ms of CPU a page, ours %.2f, the backend's %.2f; wall %.2f ms;"
            + " bar %.0f ms: %s",
        both,
        Report.median(stored, Cost::ownMillis),
        Report.median(stored, Cost::backendMillis),
        Report.median(stored, Cost::wallMillis),
        BAR_MILLIS,
        both < BAR_MILLIS ? "reached" : "MISSED");
    Report.line(
        "  rows %,d, stretches of coverage %d",
        BenchDatabase.number(connection, "select count(*) from candle_row"),
        BenchDatabase.number(connection, "select count(*) from coverage"));
  }
}
