package dev.candlewick.overview;

import static dev.candlewick.overview.MarketFixture.BITCOIN;
import static dev.candlewick.overview.MarketFixture.BTC_USDT;
import static dev.candlewick.overview.MarketFixture.ETHER;
import static dev.candlewick.overview.MarketFixture.ETH_USDT;
import static dev.candlewick.overview.MarketFixture.NOON;
import static dev.candlewick.overview.MarketFixture.SOLANA;
import static dev.candlewick.overview.MarketFixture.decimal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.candlewick.identity.Actor;
import dev.candlewick.market.Instrument;
import dev.candlewick.market.Interval;
import dev.candlewick.market.Print;
import dev.candlewick.market.Symbol;
import dev.candlewick.overview.MarketQuery.Scope;
import dev.candlewick.store.ledger.LedgerStore.Asset;
import dev.candlewick.store.ledger.LedgerStore.Lot;
import dev.candlewick.store.price.PrintFeedStore.PrintFeed;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Proves on a real PostgreSQL which markets are shown, in which order, and under which names.
class MarketOverviewTest {
  private static final Actor ME = new Actor(0, "anonymous", "none", null);

  private final MarketFixture fixture = new MarketFixture();

  @AfterEach
  void close() {
    fixture.close();
  }

  private static List<String> names(List<MarketRow> rows) {
    return rows.stream().map(MarketRow::name).toList();
  }

  private void hours(String provider, Symbol symbol) {
    fixture.store(provider, symbol, Interval.H1, NOON.minus(Duration.ofHours(3)), 3);
  }

  private void print(String provider, Symbol symbol, String id) {
    fixture.prints.saveAll(
        provider, List.of(new Print(symbol, decimal("3"), decimal("1"), NOON, Print.Side.BUY, id)));
  }

  @Test
  void everyMarketWithCandlesPrintsOrAPolledPriceIsShownByTheRankOfItsInstrument() {
    hours("binance", ETH_USDT);
    hours("simulated", BTC_USDT);
    hours("binance", new Symbol("ZZZ", "USDT"));
    print("binance", new Symbol("AAA", "USDT"), "1");
    print("binance", new Symbol("AAA", "USDT"), "2");
    print("kraken", new Symbol("AAA", "USD"), "1");
    fixture.activate(BITCOIN);
    hours("posted", new Symbol("BTC", "EUR"));
    assertThat(names(fixture.rows(Scope.ALL, List.of())))
        .containsExactly(
            "BTCUSD@coingecko",
            "BTCUSDT@simulated",
            "ETHUSDT@binance",
            "AAAUSD@kraken",
            "AAAUSDT@binance",
            "ZZZUSDT@binance");
  }

  @Test
  void watchedMarketsComeFirstInTheOrderOfTheWatchList() {
    hours("binance", BTC_USDT);
    hours("binance", ETH_USDT);
    hours("binance", new Symbol("SOL", "USDT"));
    List<String> watched = List.of("SOLUSDT@binance", "ETH/USDT@binance", "GONE@mtgox");
    assertThat(names(fixture.rows(Scope.ALL, watched)))
        .containsExactly("SOLUSDT@binance", "ETHUSDT@binance", "BTCUSDT@binance");
    assertThat(names(fixture.rows(Scope.WATCHED, watched)))
        .containsExactly("SOLUSDT@binance", "ETHUSDT@binance", "GONE@mtgox");
    MarketRow gone = fixture.rows(Scope.WATCHED, watched).getLast();
    assertThat(gone.last()).isNull();
    assertThat(gone.lastMissingReason()).contains("listing");
  }

  @Test
  void followedMarketsAreThoseWithAFollowedSeries() {
    hours("binance", BTC_USDT);
    hours("binance", ETH_USDT);
    fixture.series.setFollow(
        fixture.series.find("binance", ETH_USDT, Interval.H1).orElseThrow().id(), true);
    List<MarketRow> rows = fixture.rows(Scope.FOLLOWED, List.of());
    assertThat(names(rows)).containsExactly("ETHUSDT@binance");
    assertThat(rows.getFirst().followed()).isTrue();
    assertThat(rows.getFirst().topic()).isEqualTo("last:ETHUSDT@binance");
    assertThat(rows.getFirst().expectedSeconds()).isEqualTo(10);
    assertThat(fixture.row("BTCUSDT@binance").topic()).isNull();
    assertThat(fixture.row("BTCUSDT@binance").expectedSeconds()).isEqualTo(3600);
  }

  @Test
  void heldMarketsAreAllOfTheInstrumentsThatTheAccountHolds() {
    hours("binance", BTC_USDT);
    hours("binance", ETH_USDT);
    fixture.activate(ETHER);
    long ether = fixture.instruments.findOrCreate(ETHER).id();
    fixture.ledger.open(ME, new Asset(ether, "ETH"), new Lot(decimal("1"), decimal("2000")), NOON);
    assertThat(names(fixture.rows(Scope.HELD, List.of())))
        .containsExactly("ETHUSD@coingecko", "ETHUSDT@binance");
    assertThat(fixture.page(new MarketQuery(Scope.HELD, List.of(), 200, 0, null, List.of())).rows())
        .isEmpty();
  }

  @Test
  void namedMarketsAreShownInTheirOrderAndUnknownOnesAreNamed() {
    hours("binance", BTC_USDT);
    List<String> names = List.of("SOLUSDT@binance", "BTC-USDT@binance", "XYZUSDT@simulated");
    MarketOverview.Page page =
        fixture.page(new MarketQuery(Scope.ALL, names, 200, 0, null, List.of()));
    assertThat(names(page.rows()))
        .containsExactly("SOLUSDT@binance", "BTCUSDT@binance", "XYZUSDT@simulated");
    assertThat(page.rows().getFirst().lastMissingReason()).contains("stored");
    assertThat(page.rows().getFirst().candles().state()).isEqualTo(StoredCandles.State.NONE);
    List<String> wrong =
        List.of("BTCUSDT@binance", "NOPEUSDT@binance", "BTC@binance", "BTCUSDT@mtgox", "BTCUSDT");
    assertThat(fixture.page(new MarketQuery(Scope.ALL, wrong, 200, 0, null, List.of())).unknown())
        .containsExactly("NOPEUSDT@binance", "BTC@binance", "BTCUSDT@mtgox", "BTCUSDT");
  }

  @Test
  void limitAndOffsetSelectAPageOfTheTotal() {
    for (String base : List.of("AAA", "BBB", "CCC", "DDD"))
      hours("binance", new Symbol(base, "USDT"));
    MarketOverview.Page page =
        fixture.page(new MarketQuery(Scope.ALL, List.of(), 2, 1, null, List.of()));
    assertThat(page.total()).isEqualTo(4);
    assertThat(names(page.rows())).containsExactly("BBBUSDT@binance", "CCCUSDT@binance");
  }

  @Test
  void aFlagThatChangesIsShownAtOnce() {
    hours("binance", BTC_USDT);
    assertThat(fixture.rows(Scope.ALL, List.of()).getFirst().followed()).isFalse();
    fixture.series.setFollow(
        fixture.series.find("binance", BTC_USDT, Interval.H1).orElseThrow().id(), true);
    assertThat(fixture.rows(Scope.ALL, List.of()).getFirst().followed()).isTrue();
  }

  @Test
  void simulatedMarketsAreMarked() {
    hours("simulated", BTC_USDT);
    hours("binance", BTC_USDT);
    assertThat(fixture.row("BTCUSDT@simulated").simulated()).isTrue();
    assertThat(fixture.row("BTCUSDT@binance").simulated()).isFalse();
  }

  @Test
  void aMarketWhosePrintsAreRecordedHasATopic() {
    fixture.printFeeds.add(new PrintFeed("binance", new Symbol("SOL", "USDT")));
    MarketRow row = fixture.row("SOLUSDT@binance");
    assertThat(row.topic()).isEqualTo("last:SOLUSDT@binance");
    assertThat(row.instrument()).isEqualTo(SOLANA);
    assertThat(row.lastMissingReason()).contains("feed");
  }

  @Test
  void twoPolledInstrumentsOfOneTickerHaveDifferentNames() {
    var one = new Instrument("rose-one", "ROSE", "Rose One");
    var two = new Instrument("rose-two", "ROSE", "Rose Two");
    fixture.activate(one);
    fixture.activate(two);
    assertThat(names(fixture.rows(Scope.ALL, List.of())))
        .containsExactly("ROSEUSD@coingecko", "id:rose-two@coingecko");
    assertThat(fixture.row("id:rose-two@coingecko").topic()).isEqualTo("ticks:id:rose-two");
  }
}
