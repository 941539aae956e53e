package dev.candlewick.benchmarks;

import dev.candlewick.bus.Bus;
import dev.candlewick.bus.LocalBus;
import dev.candlewick.catalog.Catalog;
import dev.candlewick.catalog.ListingRefresh;
import dev.candlewick.ingest.Providers;
import dev.candlewick.market.CandleBatch;
import dev.candlewick.market.Grid;
import dev.candlewick.market.Interval;
import dev.candlewick.market.Series;
import dev.candlewick.market.Symbol;
import dev.candlewick.overview.MarketOverview;
import dev.candlewick.overview.MarketQuery;
import dev.candlewick.overview.MarketQuery.Scope;
import dev.candlewick.overview.Markets;
import dev.candlewick.overview.Polling;
import dev.candlewick.series.Coverage.Span;
import dev.candlewick.series.Coverage.State;
import dev.candlewick.store.Database;
import dev.candlewick.store.candle.CandleStore;
import dev.candlewick.store.candle.CandleSummaryStore;
import dev.candlewick.store.candle.SeriesStore;
import dev.candlewick.store.ledger.LedgerStore;
import dev.candlewick.store.listing.InstrumentStore;
import dev.candlewick.store.listing.ListingStore;
import dev.candlewick.store.price.PrintFeedStore;
import dev.candlewick.store.price.PrintStore;
import dev.candlewick.store.price.TickSummaryStore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/// Benchmarks the overview of 200 markets, each with a week of hours and a day of minutes: the
/// first time, then with each second, and after a new minute of every market.
final class MarketsBenchmark {
  private static final int MARKETS = 200;
  private static final int ROUNDS = 21;
  private static final double BAR_MILLIS = 50;
  private static final int MINUTES = 1440;
  private static final int HOURS = 168;

  private final BenchDatabase server;
  private final List<Series> minutes = new ArrayList<>();
  private Instant now = Instant.parse("2026-03-10T12:00:00Z");

  MarketsBenchmark(BenchDatabase server) {
    this.server = server;
  }

  void run() throws InterruptedException {
    Report.line("");
    Report.line("The overview of %d markets with a week of hours and a day of minutes", MARKETS);
    try (Database database = server.open(4)) {
      database.changeFeed().start(message -> {});
      while (!database.changeFeed().isListening()) Thread.sleep(10);
      store(database);
      MarketOverview overview = overview(database, () -> now);
      Report.line("  %-28s %8.1f ms", "the first time", millis(overview));
      List<Double> seconds = new ArrayList<>();
      for (int i = 0; i < ROUNDS; i++) seconds.add(millis(overview));
      report("each second", seconds);
      List<Double> after = new ArrayList<>();
      for (int i = 0; i < ROUNDS; i++) {
        addMinutes(database);
        after.add(millis(overview));
      }
      report("after a minute of each", after);
    }
  }

  private static void report(String what, List<Double> millis) {
    double median = millis.stream().sorted().toList().get(millis.size() / 2);
    double most = millis.stream().mapToDouble(Double::doubleValue).max().orElse(0);
    Report.line(
        "  %-28s %8.1f ms median, %.1f ms at most (bar %.0f ms)", what, median, most, BAR_MILLIS);
  }

  private double millis(MarketOverview overview) {
    now = now.plusSeconds(1);
    long begin = System.nanoTime();
    MarketOverview.Page page =
        overview.page(new MarketQuery(Scope.ALL, List.of(), MARKETS, 0, null, List.of()));
    double millis = (System.nanoTime() - begin) / 1e6;
    long known = page.rows().stream().filter(row -> row.day().open() != null).count();
    if (known != MARKETS) throw new IllegalStateException("days of " + known + " markets");
    return millis;
  }

  private void store(Database database) {
    SeriesStore series = new SeriesStore(database);
    CandleStore candles = new CandleStore(database);
    for (int i = 0; i < MARKETS; i++) {
      Symbol symbol = new Symbol("M" + i, "USDT");
      Series hours = series.register("binance", symbol, Interval.H1);
      save(candles, hours, now.minus(Duration.ofHours(HOURS)), HOURS);
      Series ofMinutes = series.register("binance", symbol, Interval.M1);
      save(candles, ofMinutes, now.minus(Duration.ofMinutes(MINUTES)), MINUTES);
      minutes.add(ofMinutes);
    }
  }

  private static void save(CandleStore candles, Series series, Instant from, int count) {
    Grid grid = series.grid();
    CandleBatch batch = Market.candles(grid, from, count);
    Span covered = new Span(from, grid.plus(from, count), State.COVERED, null);
    candles.savePage(series, batch, List.of(covered), null);
  }

  private void addMinutes(Database database) {
    CandleStore candles = new CandleStore(database);
    Instant open = Grid.of(Interval.M1).floor(now);
    now = open.plusSeconds(60);
    for (Series one : minutes) save(candles, one, open, 1);
  }

  private static MarketOverview overview(Database database, InstantSource clock) {
    Bus bus = new LocalBus(message -> Report.line("%s", message));
    ListingStore listings = new ListingStore(database);
    Providers none = new Providers(List.of());
    Catalog catalog =
        new Catalog(none, listings, new ListingRefresh(listings, clock, provider -> {}));
    return Markets.of(
            new Markets.Stores(
                new SeriesStore(database),
                new CandleSummaryStore(database),
                new PrintStore(database),
                new PrintFeedStore(database),
                new TickSummaryStore(database),
                new InstrumentStore(database),
                new LedgerStore(database)),
            new Markets.Sources(
                database.changeFeed(),
                bus,
                catalog,
                none,
                new Polling("coingecko", "USD", Duration.ofMinutes(1))),
            clock)
        .overview();
  }
}
