package dev.candlewick.market;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Proves that the lists alone resolve a name: an instrument by its id or by a unique ticker, a
/// market by any name its venue has for it. An ambiguous name is reported, and no name is split.
class ListingsTest {
  private final List<Instrument> coins =
      List.of(
          new Instrument("bitcoin", "BTC", "Bitcoin", 1),
          new Instrument("batcat", "BTC", "Batcat"),
          new Instrument("oasis-network", "ROSE", "Oasis Network", 120),
          new Instrument("rose", "ROSE", "Rose"),
          new Instrument("helium", "HNT", "Helium", 200),
          new Instrument("hymnode", "HNT", "Hymnode"),
          new Instrument("blockstack", "STX", "Stacks", 60),
          new Instrument("staykx", "STX", "StayKX"),
          new Instrument("wrapped-bitcoin", "WBTC", "Wrapped Bitcoin", 15),
          new Instrument("wormhole", "W", "Wormhole"),
          new Instrument("render-token", "RNDR", "Render", 100),
          new Instrument("matic-network", "MATIC", "Polygon", 13),
          new Instrument("xbit", "XBT", "Xbit"),
          new Instrument("gold", "GLD", "Gilded"),
          new Instrument("gilt", "GOLD", "Gilt"),
          new Instrument("dogwifcoin", "WIF", "dogwifhat"));

  private final Listings listed =
      Listings.of(
          coins,
          List.of(),
          List.of(
              market("binance", "BTCUSDT", "BTC", "USDT"),
              market("binance", "SHIBDOGE", "SHIB", "DOGE"),
              market("binance", "BTCUAH", "BTC", "UAH"),
              market("binance", "BTCPLN", "BTC", "PLN"),
              market("binance", "STXUSDT", "STX", "USDT"),
              market("binance", "WUSDT", "W", "USDT"),
              market("binance", "1INCHUSDT", "1INCH", "USDT"),
              market("binance", "POLUSDT", "POL", "USDT"),
              new Market(
                  "binance",
                  "MATICUSDT",
                  new Symbol("MATIC", "USDT"),
                  Set.of(),
                  Market.State.RENAMED,
                  "POLUSDT"),
              new Market(
                  "binance",
                  "WIFBUSD",
                  new Symbol("WIF", "BUSD"),
                  Set.of(),
                  Market.State.DELISTED,
                  null),
              market("coinbase", "BTC-USD", "BTC", "USD"),
              market("coinbase", "QNT-USD", "QNT", "USD"),
              market("kraken", "XBTUSD", "BTC", "USD", "XXBTZUSD", "XBT/USD"),
              market("kraken", "QNTUSD", "QNT", "USD", "QNT/USD"),
              market("kraken", "ETHXBT", "ETH", "BTC", "XETHXXBT", "ETH/XBT")),
          Map.of("coingecko", List.of("USD", "EUR")));

  private static Market market(
      String provider, String venueSymbol, String base, String quote, String... aliases) {
    return new Market(
        provider, venueSymbol, new Symbol(base, quote), Set.of(aliases), Market.State.LISTED, null);
  }

  private static String shown(InstrumentMatch match) {
    return switch (match) {
      case InstrumentMatch.Found found -> found.instrument().id();
      case InstrumentMatch.Ambiguous several ->
          "several " + String.join(" ", several.candidates().stream().map(Instrument::id).toList());
      case InstrumentMatch.Unknown unknown -> "unknown";
    };
  }

  private static String shown(MarketMatch match) {
    return switch (match) {
      case MarketMatch.Found found -> found.market().symbol().toString();
      case MarketMatch.Ambiguous several -> "several";
      case MarketMatch.Unknown unknown -> "unknown";
    };
  }

  @ParameterizedTest
  @CsvSource({
    "BTC, bitcoin",
    "btc, bitcoin",
    "Bitcoin, bitcoin",
    "' bitcoin ', bitcoin",
    "batcat, batcat",
    "id:batcat, batcat",
    "ROSE, several oasis-network rose",
    "rose, several oasis-network rose",
    "id:rose, rose",
    "ID:Rose, rose",
    "HNT, several helium hymnode",
    "helium, helium",
    "STX, several blockstack staykx",
    "WBTC, wrapped-bitcoin",
    "W, wormhole",
    "RNDR, render-token",
    "RENDER, render-token",
    "MATIC, matic-network",
    "XBT, several bitcoin xbit",
    "gold, several gilt gold",
    "dogwifhat, dogwifcoin",
    "BTCUSDT, unknown",
    "BTC/USDT, unknown",
    "CRVUSD, unknown",
    "TUSD, unknown",
    "id:nothing, unknown"
  })
  void aNameIsOneInstrumentOrIsReported(String name, String meant) {
    assertThat(shown(listed.matchInstrument(name))).isEqualTo(meant);
  }

  @ParameterizedTest
  @ValueSource(strings = {"WBTC", "CRVUSD", "TUSD", "BTCUSDT", "MATIC", "", "?", "' or 1=1 --"})
  void withoutAListNothingIsCutOutOfAName(String name) {
    assertThat(Listings.empty().matchInstrument(name)).isInstanceOf(InstrumentMatch.Unknown.class);
  }

  @Test
  void candidatesCarryTheirRankTheLargestFirst() {
    InstrumentMatch.Ambiguous several = (InstrumentMatch.Ambiguous) listed.matchInstrument("ROSE");
    assertThat(several.candidates())
        .extracting(Instrument::id, Instrument::rank)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("oasis-network", 120),
            org.assertj.core.groups.Tuple.tuple("rose", null));
  }

  @ParameterizedTest
  @CsvSource({
    "binance, SHIBDOGE, SHIB/DOGE",
    "binance, SHIB/DOGE, SHIB/DOGE",
    "binance, shib-doge, SHIB/DOGE",
    "binance, BTCUAH, BTC/UAH",
    "binance, BTC_PLN, BTC/PLN",
    "binance, MATICUSDT, MATIC/USDT",
    "binance, POLUSDT, POL/USDT",
    "binance, STX, STX/USDT",
    "binance, bitcoin, BTC/USDT",
    "binance, id:bitcoin, BTC/USDT",
    "binance, blockstack, unknown",
    "binance, BTCUSD, unknown",
    "binance, BTC/USD, unknown",
    "binance, WUSDT, W/USDT",
    "coinbase, QNTUSD, QNT/USD",
    "coinbase, QN/TUSD, unknown",
    "coinbase, QNT-USD, QNT/USD",
    "kraken, QNTUSD, QNT/USD",
    "kraken, XXBTZUSD, BTC/USD",
    "kraken, XBTUSD, BTC/USD",
    "kraken, XBT-USD, BTC/USD",
    "kraken, BTCUSD, BTC/USD",
    "kraken, BTC/USD, BTC/USD",
    "kraken, XETHXXBT, ETH/BTC",
    "kraken, ETH/XBT, ETH/BTC",
    "kraken, BTC, unknown",
    "nowhere, BTCUSDT, unknown",
    "binance, '', unknown"
  })
  void aVenueDecidesWhatANameMeansThere(String provider, String name, String symbol) {
    assertThat(shown(listed.matchMarket(provider, name, "USDT"))).isEqualTo(symbol);
  }

  @Test
  void aRenamedMarketKeepsItsNameAndNamesItsSuccessor() {
    MarketMatch.Found found =
        (MarketMatch.Found) listed.matchMarket("binance", "MATICUSDT", "USDT");
    assertThat(found.market().renamedTo()).isEqualTo("POLUSDT");
  }

  @Test
  void aVenuesPriceIsAnInstrumentsOnlyWhereItsTickerIsUnique() {
    assertThat(listed.isTradedAt("kraken", listed.instrumentById("bitcoin"), "USD")).isTrue();
    assertThat(listed.isTradedAt("kraken", listed.instrumentById("batcat"), "USD")).isFalse();
    assertThat(listed.isTradedAt("binance", listed.instrumentById("staykx"), "USDT")).isFalse();
    assertThat(listed.isTradedAt("binance", listed.instrumentById("wormhole"), "USDT")).isTrue();
  }

  @Test
  void anEndedMarketOfTheInstrumentDoesNotTradeIt() {
    assertThat(listed.isTradedAt("binance", listed.instrumentById("matic-network"), "USDT"))
        .as("renamed")
        .isFalse();
    assertThat(listed.isTradedAt("binance", listed.instrumentById("dogwifcoin"), "BUSD"))
        .as("delisted")
        .isFalse();
  }

  @Test
  void onlyAReceivedListIsAnInstrumentList() {
    assertThat(listed.hasInstrumentList()).isTrue();
    assertThat(Listings.empty().hasInstrumentList()).isFalse();
    assertThat(Listings.of(List.of(), coins, List.of(), Map.of()).hasInstrumentList()).isFalse();
  }

  @Test
  void onlyAVenueWithAListHasMarkets() {
    assertThat(listed.hasMarkets("kraken")).isTrue();
    assertThat(listed.hasMarkets("coingecko")).isFalse();
  }

  @Test
  void onlyTheNamesOfWellKnownCoinsMeanTheSameWhateverIsListed() {
    assertThat(listed.isWellKnown("btc")).isTrue();
    assertThat(listed.isWellKnown("batcat")).isFalse();
  }

  @Test
  void aWellKnownCoinHasATickerWhateverIsListed() {
    assertThat(Listings.wellKnownTicker("render-token")).isEqualTo("RENDER");
    assertThat(Listings.wellKnownTicker("batcat")).isNull();
  }

  @Test
  void aJoinedNameIsThatOfTheMarketsOfAllVenues() {
    assertThat(listed.marketsNamed("BTCUSD"))
        .extracting(Market::venueSymbol)
        .containsExactly("BTC-USD", "XBTUSD");
    assertThat(listed.marketsNamed("BTCUSDX")).isEmpty();
  }

  @Test
  void anInstrumentThatIsNotListedIsLabelledByItsId() {
    assertThat(listed.instrumentById("nothing"))
        .isEqualTo(new Instrument("nothing", "NOTHING", "nothing"));
    assertThat(Listings.empty().instrumentById("bitcoin"))
        .isEqualTo(new Instrument("bitcoin", "BTC", "Bitcoin"));
  }

  @Test
  void quotesAreThoseOfTheList() {
    assertThat(listed.quoteCurrencies("binance")).containsExactly("DOGE", "PLN", "UAH", "USDT");
    assertThat(listed.quoteCurrencies("binance", "BTC")).containsExactly("PLN", "UAH", "USDT");
    assertThat(listed.quoteCurrencies("coingecko")).containsExactly("USD", "EUR");
    assertThat(listed.quoteCurrencies("nowhere")).isEmpty();
    assertThat(listed.quoteCurrencies("binance", "WIF")).as("delisted").isEmpty();
  }

  @Test
  void aNameWrittenBeforeAnyListBecomesOnlyWhatAloneHasIt() {
    assertThat(listed.instrumentOfTicker("WBTC").map(Instrument::id)).contains("wrapped-bitcoin");
    assertThat(listed.instrumentOfTicker("BTC").map(Instrument::id)).contains("bitcoin");
    assertThat(listed.instrumentOfTicker("ROSE")).isEmpty();
    assertThat(listed.instrumentOfTicker("GOLD")).isEmpty();
    assertThat(listed.instrumentOfTicker("dogwifhat")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"bitcon, BTC (bitcoin)", "etherium, ETH (ethereum)", "dogecoins, DOGE (dogecoin)"})
  void anUnknownNameComesWithTheNearest(String text, String nearest) {
    assertThat(Listings.empty().matchInstrument(text))
        .isInstanceOfSatisfying(
            InstrumentMatch.Unknown.class,
            unknown -> assertThat(unknown.nearest()).contains(nearest).hasSizeLessThanOrEqualTo(3));
  }

  @Test
  void anUnknownMarketComesWithTheNearest() {
    assertThat(listed.matchMarket("binance", "BTCUSDX", "USDT"))
        .isInstanceOfSatisfying(
            MarketMatch.Unknown.class,
            unknown -> assertThat(unknown.nearest()).contains("BTCUSDT"));
  }

  @Test
  void noTwoWellKnownCoinsShareAName() {
    assertThat(Listings.wellKnownInstruments()).hasSize(55);
    for (Instrument coin : Listings.wellKnownInstruments()) {
      for (String name : List.of(coin.id(), coin.ticker(), coin.name())) {
        assertThat(Listings.empty().matchInstrument(name))
            .as(name)
            .isEqualTo(new InstrumentMatch.Found(coin));
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "BTCUSDT, BTC/USDT",
    "BTC/PLN, BTC/PLN",
    "bitcoin, BTC/USDT",
    "BTC, BTC/USDT",
    "WBTC, WBTC/USDT",
    "TUSD, TUSD/USDT",
    "ETHBTC, ETH/BTC",
    "NEWCOIN, NEWCOIN/USDT",
    "USDT/USDT, unknown",
    "a/b/c, unknown"
  })
  void aVenueThatHasEverythingTakesEveryName(String name, String symbol) {
    assertThat(shown(UnlistedMarkets.match("simulated", name, "USDT"))).isEqualTo(symbol);
  }

  /// A search that compared every pair would take minutes here.
  @Test
  @Timeout(60)
  void ofTwelveThousandEachIsFoundAndTheNearestAreNamed() {
    List<Instrument> many = new ArrayList<>();
    for (int i = 0; i < 12_000; i++) {
      String word = Integer.toString(i * 7919 + 1_000_000, 36);
      many.add(new Instrument("coin-of-" + word, word.toUpperCase(Locale.ROOT), "Coin of " + word));
    }
    Listings all = Listings.of(many, List.of(), List.of(), Map.of());
    for (Instrument one : many)
      assertThat(shown(all.matchInstrument(one.id()))).isEqualTo(one.id());
    assertThat(all.matchInstrument("etheriumm"))
        .isInstanceOfSatisfying(
            InstrumentMatch.Unknown.class,
            unknown -> assertThat(unknown.nearest().getFirst()).isEqualTo("ETH (ethereum)"));
  }

  @Test
  void anInstrumentIsSpeltByItsIdItsTickersAndItsMarkets() {
    assertThat(listed.spellings(listed.instrumentById("bitcoin")))
        .containsExactly(
            "bitcoin",
            "btc",
            "xbt",
            "btcusdt",
            "btc-usd",
            "xbtusd",
            "xbt/usd",
            "xxbtzusd",
            "btcpln",
            "btcuah");
    assertThat(listed.spellings(listed.instrumentById("batcat"))).containsExactly("batcat", "btc");
  }
}
