package dev.candlewick.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.candlewick.market.Candle;
import dev.candlewick.market.CandleBatch;
import dev.candlewick.market.Grid;
import dev.candlewick.market.Interval;
import dev.candlewick.market.Market;
import dev.candlewick.market.Print;
import dev.candlewick.market.Series;
import dev.candlewick.market.Symbol;
import dev.candlewick.store.Database;
import dev.candlewick.store.RevisionStore;
import dev.candlewick.store.candle.CandleStore;
import dev.candlewick.store.candle.CandleStore.DifferencePolicy;
import dev.candlewick.store.candle.SeriesStore;
import dev.candlewick.store.listing.ListingStore;
import dev.candlewick.store.listing.NameRepairStore;
import dev.candlewick.store.price.PrintStore;
import dev.candlewick.testing.Candles;
import dev.candlewick.testing.TestDatabase;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Proves that the first stored listing corrects names that earlier versions stored: what overlaps
/// is merged, what differs stays beside it, and nothing that was stored is lost.
class NameRepairTest {
  private static final Instant START = Instant.parse("2024-01-01T00:00:00Z");
  private static final Grid HOURS = Grid.of(Interval.H1);
  private static final Symbol WRONG = new Symbol("XXBTZ", "USD");
  private static final Symbol RIGHT = new Symbol("BTC", "USD");

  private static Database.Login login;
  private static Database database;
  private static SeriesStore series;
  private static CandleStore candles;
  private static final List<String> LOG = new ArrayList<>();

  @BeforeAll
  static void open() {
    login = TestDatabase.login();
    database = Database.open(login, 8, System.err::println);
    series = new SeriesStore(database);
    candles = new CandleStore(database);
  }

  @AfterAll
  static void close() {
    database.close();
  }

  private static void repair(String provider) {
    ListingStore listings = new ListingStore(database);
    new NameRepair(listings, new NameRepairStore(database), LOG::add).run(provider);
  }

  private static void list(String provider, Market... markets) {
    new ListingStore(database).saveMarkets(provider, List.of(markets), START);
  }

  private static Market market(String provider, String venueSymbol, Symbol symbol, String... also) {
    return new Market(provider, venueSymbol, symbol, Set.of(also), Market.State.LISTED, null);
  }

  private static Series store(String provider, Symbol symbol, CandleBatch batch) {
    Series one = series.register(provider, symbol, Interval.H1);
    candles.save(one, batch, DifferencePolicy.CORRECT);
    return one;
  }

  private static CandleBatch replaced(CandleBatch batch, int row, String volume) {
    List<Candle> rows = new ArrayList<>();
    for (int i = 0; i < batch.size(); i++) rows.add(batch.candle(i));
    rows.set(row, Candles.withVolume(rows.get(row), new BigDecimal(volume)));
    return CandleBatch.of(rows);
  }

  private static Print print(Symbol symbol, String price, String tradeId) {
    return new Print(symbol, new BigDecimal(price), BigDecimal.ONE, START, Print.Side.BUY, tradeId);
  }

  /// Stores under the wrong name one print that the right name has too, one that differs, and one
  /// that it lacks.
  private static PrintStore storedPrints() {
    PrintStore prints = new PrintStore(database);
    prints.saveAll("kraken", List.of(print(RIGHT, "1", "a"), print(RIGHT, "2", "b")));
    prints.saveAll(
        "kraken", List.of(print(WRONG, "1", "a"), print(WRONG, "9", "b"), print(WRONG, "3", "c")));
    return prints;
  }

  @Test
  void anAliasThatWasASeriesIsMergedAndWhatDiffersIsACorrection() {
    CandleBatch ten = Candles.random(HOURS, START, 10, 1);
    Series right = store("kraken", RIGHT, ten.slice(0, 6));
    store("kraken", WRONG, replaced(ten.slice(3, 10), 1, "77.5"));
    PrintStore prints = storedPrints();
    store("kraken", new Symbol("XETHX", "BTC"), ten);
    Symbol ether = new Symbol("ETH", "BTC");

    list(
        "kraken",
        market("kraken", "XBTUSD", RIGHT, "XXBTZUSD", "XBT/USD"),
        market("kraken", "ETHXBT", ether, "XETHXXBT", "ETH/XBT"));
    repair("kraken");

    assertThat(series.find("kraken", WRONG, Interval.H1)).isEmpty();
    assertThat(series.find("kraken", ether, Interval.H1)).isPresent();
    CandleBatch merged = candles.batch(right, START, START.plusSeconds(36_000));
    assertThat(merged.size()).isEqualTo(10);
    // The value stored later wins.
    assertThat(merged.candle(4).volume()).isEqualByComparingTo("77.5");
    for (int i : new int[] {0, 1, 2, 3, 5, 6, 7, 8, 9}) {
      assertThat(merged.candle(i)).isEqualTo(ten.candle(i));
    }
    RevisionStore.Revisions revisions = new RevisionStore(database).read();
    assertThat(revisions.correctedCandles()).isEqualTo(1);
    assertThat(revisions.conflictingPrints()).isEqualTo(1);
    PrintStore.Filter all = new PrintStore.Filter("BTCUSD", null, null);
    assertThat(prints.page(all, 10, 0).total()).isEqualTo(3);
    assertThat(LOG).filteredOn(line -> line.contains("XXBTZ")).hasSize(2);

    LOG.clear();
    repair("kraken");
    assertThat(LOG).isEmpty();
    assertThat(NameRepairStore.report(login).repaired())
        .filteredOn(line -> line.contains("XXBTZ"))
        .hasSize(2);
  }

  @Test
  void aPostedPairThatGotAQuoteIsRenamedAndAnEndedMarketKeepsItsName() {
    CandleBatch three = Candles.random(HOURS, START, 3, 2);
    store(Series.POSTED, new Symbol("SHIBDOGE", "USDT"), three);
    Symbol ended = new Symbol("MATIC", "USDT");
    store("binance", ended, three);
    Symbol unknown = new Symbol("NEVERLISTED", "USDT");
    store("binance", unknown, three);

    Symbol shib = new Symbol("SHIB", "DOGE");
    list(
        "binance",
        market("binance", "SHIBDOGE", shib),
        market("binance", "POLUSDT", new Symbol("POL", "USDT")),
        new Market("binance", "MATICUSDT", ended, Set.of(), Market.State.RENAMED, "POLUSDT"));
    repair("binance");

    Series posted = series.find(Series.POSTED, shib, Interval.H1).orElseThrow();
    CandleBatch moved = candles.batch(posted, START, START.plusSeconds(36_000));
    assertThat(moved.size()).isEqualTo(3);
    for (int i = 0; i < 3; i++) assertThat(moved.candle(i)).isEqualTo(three.candle(i));
    assertThat(series.find(Series.POSTED, new Symbol("SHIBDOGE", "USDT"), Interval.H1)).isEmpty();
    assertThat(series.find("binance", ended, Interval.H1)).isPresent();
    assertThat(series.find("binance", unknown, Interval.H1)).isPresent();
    assertThat(NameRepairStore.report(login).unlisted())
        .anyMatch(line -> line.startsWith("binance lists no NEVERLISTED/USDT"))
        .noneMatch(line -> line.contains("MATIC"));
  }
}
