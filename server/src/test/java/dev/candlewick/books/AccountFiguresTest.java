package dev.candlewick.books;

import static org.assertj.core.api.Assertions.assertThat;

import dev.candlewick.bus.Bus;
import dev.candlewick.bus.BusEvent;
import dev.candlewick.bus.LocalBus;
import dev.candlewick.identity.Actor;
import dev.candlewick.journal.OpenPositions;
import dev.candlewick.journal.OpenPositions.Priced;
import dev.candlewick.journal.Terms;
import dev.candlewick.market.Instrument;
import dev.candlewick.market.LastPrice;
import dev.candlewick.market.Listings;
import dev.candlewick.market.Print.Side;
import dev.candlewick.market.Symbol;
import dev.candlewick.market.Tick;
import dev.candlewick.portfolio.PortfolioSummary;
import dev.candlewick.store.Database;
import dev.candlewick.store.ledger.LedgerStore;
import dev.candlewick.store.ledger.LedgerStore.Asset;
import dev.candlewick.store.ledger.LedgerStore.Lot;
import dev.candlewick.store.ledger.PositionStore;
import dev.candlewick.store.listing.InstrumentStore;
import dev.candlewick.store.listing.ListingStore;
import dev.candlewick.store.price.TickStore;
import dev.candlewick.testing.Positions;
import dev.candlewick.testing.TestDatabase;
import dev.candlewick.testing.Waiting;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Proves on a real PostgreSQL that an account's figures follow prices without a query, follow what
/// this and another process write, and equal those of the stores.
class AccountFiguresTest {
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
  private static final Actor ME = new Actor(0, "anonymous", "none", null);
  private static final Instrument BITCOIN = new Instrument("bitcoin", "BTC", "Bitcoin");
  private static final Instrument ETHER = new Instrument("ethereum", "ETH", "Ethereum");

  private final Bus bus = new LocalBus(System.err::println);
  private final AtomicInteger reads = new AtomicInteger();
  private Database.Login login;
  private Database database;
  private InstrumentStore instruments;
  private LedgerStore ledger;
  private PositionStore positions;
  private TickStore ticks;
  private HoldingsReader holdings;
  private AccountFigures figures;

  @BeforeEach
  void open() throws InterruptedException {
    login = TestDatabase.login();
    database = Database.open(login, 4, message -> {});
    instruments = new InstrumentStore(database);
    ledger = new LedgerStore(database);
    positions = new PositionStore(database);
    ticks = new TickStore(database);
    holdings = new HoldingsReader(ledger, instruments, ticks);
    figures = figures(1000);
    database.changeFeed().start(message -> {});
    Waiting.untilTrue("listening", database.changeFeed()::isListening);
  }

  @AfterEach
  void close() {
    figures.close();
    database.close();
  }

  private AccountFigures figures(long mostRows) {
    AccountFactsReader reader = new AccountFactsReader(holdings, positions, this::listings);
    return new AccountFigures(database.changeFeed(), reader, bus, mostRows);
  }

  private Listings listings() {
    reads.incrementAndGet();
    return new ListingStore(database).read();
  }

  private void hold(Instrument instrument, String quantity, String price) {
    Asset asset = new Asset(instruments.findOrCreate(instrument).id(), instrument.ticker());
    Lot lot = new Lot(new BigDecimal(quantity), new BigDecimal(price));
    ledger.open(ME, asset, lot, NOON);
  }

  private void position(String base, String quote, Side side, String quantity, String entry) {
    Terms terms =
        new Terms(new Symbol(base, quote), side, new BigDecimal(quantity), new BigDecimal(entry));
    Positions.open(positions, ME, terms);
  }

  private static Tick tick(Instrument instrument, String price, int seconds) {
    return new Tick(instrument, "USD", "test", NOON.plusSeconds(seconds), new BigDecimal(price));
  }

  private void publish(Tick... round) {
    bus.publish(new BusEvent.Ticks(List.of(round)));
  }

  private void traded(String venue, String base, String quote, String price, int seconds) {
    LastPrice last =
        new LastPrice(
            new Symbol(base, quote), new BigDecimal(price), NOON.plusSeconds(seconds), null);
    bus.publish(new BusEvent.LastPriceUpdated(venue, last));
  }

  private Priced only() {
    return figures.positions(0).positions().getFirst();
  }

  private static void pnl(Priced one, String expected) {
    assertThat(one.unrealizedPnl()).isEqualByComparingTo(expected);
    assertThat(one.reason()).isNull();
  }

  @Test
  void thePortfolioEqualsThatOfTheStoresBeforeAndAfterATick() {
    hold(BITCOIN, "0.5", "40000");
    hold(ETHER, "2", "3000");
    assertThat(figures.portfolio(0).reason()).isEqualTo("No asset has a price yet");
    Tick first = tick(BITCOIN, "45000.125", 0);
    ticks.save(List.of(first));
    publish(first);
    PortfolioSummary summary = figures.portfolio(0);
    assertThat(summary.totalCurrentValue()).isEqualByComparingTo("22500.06");
    assertThat(summary.totalPnl()).isEqualByComparingTo("2500.06");
    assertThat(summary.unpricedAssets()).containsExactly("ETH");
    assertThat(summary).isEqualTo(PortfolioSummary.of(holdings.all(0)));
    ticks.save(List.of(tick(BITCOIN, "50000", 60), tick(ETHER, "2500.5", 60)));
    publish(tick(BITCOIN, "50000", 60), tick(ETHER, "2500.5", 60));
    assertThat(figures.portfolio(0)).isEqualTo(PortfolioSummary.of(holdings.all(0)));
    assertThat(figures.portfolio(0).totalCurrentValue()).isEqualByComparingTo("30001.00");
  }

  @Test
  void pricesPolledBeforeTheStartAreRead() {
    hold(BITCOIN, "1", "10");
    position("BTC", "USD", Side.BUY, "2", "10");
    ticks.save(List.of(tick(BITCOIN, "12", 0)));
    assertThat(figures.portfolio(0).totalPnl()).isEqualByComparingTo("2.00");
    pnl(only(), "4");
    assertThat(only().priceTime()).isEqualTo(NOON);
  }

  @Test
  void anOlderTickDoesNotComeAfterANewerOne() {
    hold(BITCOIN, "1", "10");
    publish(tick(BITCOIN, "13", 60));
    publish(tick(BITCOIN, "12", 0));
    assertThat(figures.portfolio(0).totalPnl()).isEqualByComparingTo("3.00");
  }

  /// Stored data is read once; `reads` counts, because each read resolves BTC in the listings.
  @Test
  void aTickCausesNoQuery() {
    hold(BITCOIN, "1", "10");
    position("BTC", "USD", Side.SELL, "2", "10");
    position("ETH", "USDT", Side.BUY, "3", "100");
    publish(tick(BITCOIN, "11", 0));
    figures.portfolio(0);
    assertThat(reads).hasValue(1);
    for (int i = 1; i <= 100; i++) {
      publish(tick(BITCOIN, Integer.toString(10 + i), i));
      traded("binance", "ETH", "USDT", Integer.toString(100 + i), i);
      assertThat(figures.portfolio(0).totalPnl()).isEqualByComparingTo(Integer.toString(i));
      assertThat(figures.positions(0).unrealizedPnl().get("USD"))
          .isEqualByComparingTo(Integer.toString(-2 * i));
      assertThat(figures.positions(0).unrealizedPnl().get("USDT"))
          .isEqualByComparingTo(Integer.toString(3 * i));
    }
    assertThat(reads).hasValue(1);
    position("BTC", "USD", Side.BUY, "1", "1");
    assertThat(figures.positions(0).count()).isEqualTo(3);
    assertThat(reads).hasValue(2);
  }

  @Test
  void dollarsTakePolledPricesAndOtherQuotesTheirOwnSymbolOnly() {
    position("BTC", "USD", Side.BUY, "2", "100");
    traded("kraken", "BTC", "USD", "500", 0);
    traded("binance", "BTC", "USDT", "110", 0);
    assertThat(only().reason()).isEqualTo("No price of BTC was polled yet");
    assertThat(only().unrealizedPnl()).isNull();
    assertThat(figures.symbols(0)).isEmpty();
    position("BTC", "USDT", Side.SELL, "2", "100");
    pnl(only(), "-20");
    assertThat(figures.symbols(0)).containsExactly(new Symbol("BTC", "USDT"));
    publish(tick(BITCOIN, "120", 1));
    pnl(only(), "-20");
    pnl(figures.positions(0).positions().getLast(), "40");
    position("BTC", "EUR", Side.BUY, "1", "1");
    assertThat(only().reason()).isEqualTo("No venue has published a price of BTC/EUR yet");
    OpenPositions all = figures.positions(0);
    assertThat(all.unrealizedPnl().get("EUR")).isNull();
    assertThat(all.unrealizedPnl().get("USD")).isEqualByComparingTo("40");
    assertThat(all.unrealizedPnl().get("USDT")).isEqualByComparingTo("-20");
  }

  @Test
  void theNewestOfTwoVenuesCounts() {
    position("BTC", "USDT", Side.BUY, "1", "100");
    traded("binance", "BTC", "USDT", "110", 5);
    traded("other", "BTC", "USDT", "90", 4);
    pnl(only(), "10");
    traded("other", "BTC", "USDT", "91", 6);
    pnl(only(), "-9");
  }

  @Test
  void aWriteIsVisibleAtOnceAndAClosedPositionIsGone() {
    assertThat(figures.positions(0).positions()).isEmpty();
    assertThat(figures.portfolio(0).reason()).isEqualTo("There are no assets");
    position("BTC", "USDT", Side.BUY, "1", "100");
    hold(BITCOIN, "1", "10");
    assertThat(figures.portfolio(0).assetsCount()).isEqualTo(1);
    long id = only().position().id();
    Positions.close(positions, ME, id, BigDecimal.TEN);
    assertThat(figures.positions(0).count()).isZero();
  }

  @Test
  void aWriteOfAnotherProcessIsVisibleOnceItIsNotified() throws InterruptedException {
    assertThat(figures.positions(0).positions()).isEmpty();
    try (Database another = Database.open(login, 2, message -> {})) {
      Terms terms = new Terms(new Symbol("BTC", "USD"), Side.BUY, BigDecimal.ONE, BigDecimal.ONE);
      Positions.open(new PositionStore(another), ME, terms);
      Waiting.until(() -> figures.positions(0).count(), count -> count == 1);
    }
    assertThat(figures.positions(0).count()).isEqualTo(1);
  }

  @Test
  void anUnknownInstrumentIsPricedFromItsFirstTickOn() {
    Asset asset = new Asset(instruments.findOrCreate("NEWCOIN").id(), "NEWCOIN");
    ledger.open(ME, asset, new Lot(BigDecimal.ONE, BigDecimal.TEN), NOON);
    position("NEWCOIN", "USD", Side.BUY, "1", "10");
    assertThat(figures.portfolio(0).unpricedAssets()).containsExactly("NEWCOIN");
    assertThat(only().reason()).isNotNull();
    Instrument learnt = new Instrument("new-coin", "NEWCOIN", "New");
    instruments.registerAll(List.of(learnt));
    publish(tick(learnt, "11", 0));
    assertThat(figures.portfolio(0).totalPnl()).isEqualByComparingTo("1.00");
    pnl(only(), "1");
  }

  @Test
  void ofVeryManyPositionsTheNewestThousandAreFollowedAndTheRestIsCounted() {
    database.run(
        "fill a journal",
        handle -> {
          handle.execute("select set_config('app.account_id', '0', true)");
          handle.execute(
              "insert into journal_position (account_id, base, quote, side, quantity, entry_price)"
                  + " select 0, 'BTC', 'USD', 'BUY', 1, 10 from generate_series(1, 1005)");
        });
    publish(tick(BITCOIN, "11", 0));
    OpenPositions open = figures.positions(0);
    assertThat(open.positions()).hasSize(1000);
    assertThat(open.count()).isEqualTo(1005);
    assertThat(open.leftOut()).isEqualTo(5);
    assertThat(open.unrealizedPnl().get("USD")).isEqualByComparingTo("1000");
  }

  @Test
  void evictedFiguresAndThoseThatDoNotFitAreReadAgain() {
    hold(BITCOIN, "1", "10");
    publish(tick(BITCOIN, "12", 0));
    try (AccountFigures tiny = figures(1)) {
      assertThat(figures.portfolio(0).totalPnl()).isEqualByComparingTo("2.00");
      figures.evict(0);
      assertThat(figures.portfolio(0).totalPnl()).isEqualByComparingTo("2.00");
      publish(tick(BITCOIN, "12", 0));
      assertThat(tiny.portfolio(0).totalPnl()).isEqualByComparingTo("2.00");
      assertThat(tiny.portfolio(0).totalPnl()).isEqualByComparingTo("2.00");
    }
  }

  /// While changes by other processes are not received, nothing can be cached.
  @Test
  void withoutNotificationsEverythingIsReadEachTime() {
    try (Database unsubscribed = Database.open(login, 2, message -> {})) {
      HoldingsReader own =
          new HoldingsReader(
              new LedgerStore(unsubscribed),
              new InstrumentStore(unsubscribed),
              new TickStore(unsubscribed));
      AccountFactsReader reader =
          new AccountFactsReader(own, new PositionStore(unsubscribed), Listings::empty);
      try (AccountFigures uncached =
          new AccountFigures(unsubscribed.changeFeed(), reader, bus, 1000)) {
        assertThat(uncached.positions(0).count()).isZero();
        position("BTC", "USD", Side.BUY, "1", "1");
        assertThat(uncached.positions(0).count()).isEqualTo(1);
      }
    }
  }
}
