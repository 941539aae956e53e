package dev.candlewick.overview;

import dev.candlewick.bus.Bus;
import dev.candlewick.bus.BusEvent;
import dev.candlewick.bus.LocalBus;
import dev.candlewick.catalog.Catalog;
import dev.candlewick.ingest.Providers;
import dev.candlewick.market.Candle;
import dev.candlewick.market.CandleBatch;
import dev.candlewick.market.Grid;
import dev.candlewick.market.Instrument;
import dev.candlewick.market.Interval;
import dev.candlewick.market.LastPrice;
import dev.candlewick.market.Market;
import dev.candlewick.market.Series;
import dev.candlewick.market.Symbol;
import dev.candlewick.market.Tick;
import dev.candlewick.overview.MarketQuery.Scope;
import dev.candlewick.provider.Venue;
import dev.candlewick.provider.binance.BinanceProvider;
import dev.candlewick.provider.client.InMemoryBudgetLedger;
import dev.candlewick.provider.client.Timing;
import dev.candlewick.provider.simulated.SimulatedProvider;
import dev.candlewick.series.Coverage.Span;
import dev.candlewick.series.Coverage.State;
import dev.candlewick.store.Database;
import dev.candlewick.store.candle.CandleStore;
import dev.candlewick.store.candle.CandleSummaryStore;
import dev.candlewick.store.candle.CoverageStore;
import dev.candlewick.store.candle.SeriesStore;
import dev.candlewick.store.ledger.LedgerStore;
import dev.candlewick.store.listing.InstrumentStore;
import dev.candlewick.store.listing.ListingStore;
import dev.candlewick.store.price.PrintFeedStore;
import dev.candlewick.store.price.PrintStore;
import dev.candlewick.store.price.TickStore;
import dev.candlewick.store.price.TickSummaryStore;
import dev.candlewick.testing.Catalogs;
import dev.candlewick.testing.SteppingClock;
import dev.candlewick.testing.TestDatabase;
import dev.candlewick.testing.Waiting;
import java.math.BigDecimal;
import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The markets of a test: real PostgreSQL, emptied before each test, a listing of Binance, a feed
/// that the test plays on the bus, and a clock that stands at noon.
final class MarketFixture implements AutoCloseable {
  static final Instant NOON = Instant.parse("2026-03-10T12:00:00Z");
  static final Instrument BITCOIN = new Instrument("bitcoin", "BTC", "Bitcoin", 1);
  static final Instrument ETHER = new Instrument("ethereum", "ETH", "Ethereum", 2);
  static final Instrument SOLANA = new Instrument("solana", "SOL", "Solana", 6);
  static final Symbol BTC_USDT = new Symbol("BTC", "USDT");
  static final Symbol ETH_USDT = new Symbol("ETH", "USDT");

  private static final Database.Login LOGIN = TestDatabase.login();

  /// Each before those that it refers to.
  private static final List<String> TABLES =
      List.of(
          "ledger_transaction",
          "coverage",
          "candle_correction",
          "candle_row",
          "series",
          "market_print",
          "market_print_count",
          "print_feed",
          "poll_target",
          "tick",
          "tick_count",
          "instrument",
          "market",
          "listed_instrument");

  final SteppingClock clock = new SteppingClock(NOON);
  final Database database = openEmpty();
  final SeriesStore series = new SeriesStore(database);
  final CandleStore candles = new CandleStore(database);
  final CoverageStore coverage = new CoverageStore(database);
  final TickStore ticks = new TickStore(database);
  final InstrumentStore instruments = new InstrumentStore(database);
  final PrintFeedStore printFeeds = new PrintFeedStore(database);
  final PrintStore prints = new PrintStore(database);
  final LedgerStore ledger = new LedgerStore(database);
  final Bus bus = new LocalBus(System.err::println);
  final Markets markets;

  MarketFixture() {
    Venue[] venues = {
      new BinanceProvider(
          List.of(URI.create("http://127.0.0.1:9")),
          URI.create("ws://127.0.0.1:9"),
          Duration.ofSeconds(1),
          new InMemoryBudgetLedger(clock),
          Timing.of(clock)),
      new SimulatedProvider(42, clock)
    };
    ListingStore listings = new ListingStore(database);
    listings.saveInstruments("coingecko", List.of(BITCOIN, ETHER, SOLANA), List.of("USD"), NOON);
    listings.saveMarkets(
        "binance",
        List.of(listed("BTC", "USDT"), listed("ETH", "USDT"), listed("SOL", "USDT")),
        NOON);
    instruments.registerAll(List.of(BITCOIN, ETHER, SOLANA));
    Catalog catalog = Catalogs.of(database, clock, venues);
    markets =
        Markets.of(
            new Markets.Stores(
                series,
                new CandleSummaryStore(database),
                prints,
                printFeeds,
                new TickSummaryStore(database),
                instruments,
                ledger),
            new Markets.Sources(
                database.changeFeed(),
                bus,
                catalog,
                new Providers(List.of(venues)),
                new Polling("coingecko", "USD", Duration.ofMinutes(1))),
            clock);
    database.changeFeed().start(message -> {});
    Waiting.untilTrue("listening", database.changeFeed()::isListening);
  }

  private static Database openEmpty() {
    try (Connection connection =
            DriverManager.getConnection(LOGIN.jdbcUrl(), LOGIN.user(), LOGIN.password());
        Statement statement = connection.createStatement()) {
      for (String table : TABLES) statement.execute("delete from " + table);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    return Database.open(LOGIN, 4, message -> {});
  }

  static Market listed(String base, String quote) {
    return new Market(
        "binance", base + quote, new Symbol(base, quote), Set.of(), Market.State.LISTED, null);
  }

  static BigDecimal decimal(String text) {
    return new BigDecimal(text);
  }

  /// A candle whose prices follow from one number: open n, high n + 2, low n - 1, close n + 0.5,
  /// volume 2, quote volume 10.5.
  static Candle candle(Grid grid, Instant open, long number) {
    BigDecimal price = BigDecimal.valueOf(number);
    return new Candle(
        open,
        price,
        price.add(BigDecimal.TWO),
        price.subtract(BigDecimal.ONE),
        price.add(decimal("0.5")),
        BigDecimal.TWO,
        grid.next(open).minusMillis(1),
        3,
        decimal("10.5"),
        null,
        null);
  }

  /// Stores candles numbered from 100 on, and their coverage.
  Series store(String provider, Symbol symbol, Interval interval, Instant from, int count) {
    Series one = series.register(provider, symbol, interval);
    Grid grid = one.grid();
    List<Candle> made = new ArrayList<>();
    for (int i = 0; i < count; i++) made.add(candle(grid, grid.plus(from, i), 100 + i));
    save(one, made);
    return series.find(one.id()).orElseThrow();
  }

  void save(Series one, List<Candle> made) {
    candles.savePage(
        one,
        CandleBatch.of(made),
        made.stream()
            .map(candle ->
                new Span(
                    candle.openTime(), one.grid().next(candle.openTime()), State.COVERED, null))
            .toList(),
        null);
  }

  /// Plays a last price of a venue's feed.
  void feed(String provider, Symbol symbol, String price, LastPrice.@Nullable Day day) {
    bus.publish(
        new BusEvent.LastPriceUpdated(
            provider, new LastPrice(symbol, decimal(price), clock.instant(), day)));
  }

  /// Stores the polls of an instrument from a time up to now, whose price rises by 1 each.
  void poll(Instrument instrument, String source, Instant from, Duration step) {
    List<Tick> polled = new ArrayList<>();
    int number = 0;
    for (Instant at = from; !at.isAfter(clock.instant()); at = at.plus(step)) {
      polled.add(new Tick(instrument, "USD", source, at, BigDecimal.valueOf(1000L + number++)));
    }
    ticks.save(polled);
  }

  void activate(Instrument instrument) {
    instruments.activateOnce(List.of(instrument));
  }

  List<MarketRow> rows(Scope scope, List<String> watched) {
    return page(new MarketQuery(scope, List.of(), 200, 0, 0L, watched)).rows();
  }

  MarketOverview.Page page(MarketQuery query) {
    return markets.overview().page(query);
  }

  MarketRow row(String name) {
    MarketOverview.Page page =
        page(new MarketQuery(Scope.ALL, List.of(name), 200, 0, null, List.of()));
    return page.rows().getFirst();
  }

  @Override
  public void close() {
    database.close();
  }
}
