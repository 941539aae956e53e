package dev.candlewick.provider.kraken;

import static dev.candlewick.provider.client.VenueRig.BTC;
import static dev.candlewick.provider.client.VenueRig.BTC_USD;
import static dev.candlewick.provider.client.VenueRig.ETH;
import static dev.candlewick.provider.client.VenueRig.coin;
import static dev.candlewick.provider.client.VenueRig.failure;
import static org.assertj.core.api.Assertions.assertThat;

import dev.candlewick.market.Instrument;
import dev.candlewick.market.Print;
import dev.candlewick.market.Symbol;
import dev.candlewick.provider.CandleProvider.Listing;
import dev.candlewick.provider.PriceProvider.Impossible;
import dev.candlewick.provider.PriceProvider.Price;
import dev.candlewick.provider.PriceProvider.Prices;
import dev.candlewick.provider.ProviderException.Kind;
import dev.candlewick.provider.client.ScriptedVenue;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Proves that Kraken's tickers map to the common ones and back, and that prices and prints are
/// returned as the venue wrote them.
class KrakenPresentTest {
  private static final Instrument DOGE = coin("dogecoin", "DOGE");
  private static final Instrument NOPE = coin("nope", "NOPE");
  private static final String MARKETS =
      """
      {"error":[],"result":{
      "XXBTZUSD":{"altname":"XBTUSD","wsname":"XBT/USD","aclass_base":"currency",
        "base":"XXBT","quote":"ZUSD","status":"online"},
      "XXBTZUSD.d":{"altname":"XBTUSD.d","base":"XXBT","quote":"ZUSD"},
      "XETHZUSD":{"altname":"ETHUSD","wsname":"ETH/USD","base":"XETH","quote":"ZUSD",
        "status":"cancel_only"},
      "XDGUSD":{"altname":"XDGUSD","wsname":"XDG/USD","base":"XXDG","quote":"ZUSD",
        "status":"online"},
      "XTZUSD":{"altname":"XTZUSD","base":"XTZ","quote":"ZUSD"},
      "AAPLxUSD":{"altname":"AAPLxUSD","wsname":"AAPLx/USD","aclass_base":"tokenized_asset",
        "base":"AAPLx","quote":"ZUSD","status":"online"}}}
      """;
  private static final String BOTH =
      """
      {"error":[],"result":{"XXBTZUSD":{"c":["87005.50000","0.01"]},
      "XETHZUSD":{"c":["2170.10","1"]}}}
      """;

  private final KrakenRig kraken = new KrakenRig();

  @AfterEach
  void close() {
    kraken.close();
  }

  private static Price price(Instrument instrument, String price) {
    return new Price(instrument, new BigDecimal(price));
  }

  @Test
  void theListingUsesCommonCoinNames() {
    kraken.then(MARKETS);
    assertThat(kraken.provider.fetchListings())
        .containsExactly(
            new Listing("XBTUSD", BTC_USD, Set.of("XXBTZUSD", "XBT/USD"), true, null),
            new Listing(
                "ETHUSD", new Symbol("ETH", "USD"), Set.of("XETHZUSD", "ETH/USD"), false, null),
            new Listing(
                "XDGUSD", new Symbol("DOGE", "USD"), Set.of("XDGUSD", "XDG/USD"), true, null),
            new Listing("XTZUSD", new Symbol("XTZ", "USD"), Set.of("XTZUSD"), true, null));
  }

  /// Kraken's documentation of `AssetPairs` lists the states.
  @ParameterizedTest
  @CsvSource({
    "online, true",
    "limit_only, true",
    "post_only, true",
    "reduce_only, true",
    "cancel_only, false",
    "maintenance, false",
    "work_in_progress, false"
  })
  void aMarketIsListedWhileItTradesIfOnlyWithSomeKindsOfOrders(String state, boolean listed) {
    kraken.then(MARKETS.replace("cancel_only", state));
    assertThat(kraken.provider.fetchListings())
        .filteredOn(listing -> listing.venueSymbol().equals("ETHUSD"))
        .singleElement()
        .extracting(Listing::trading)
        .isEqualTo(listed);
  }

  @Test
  void oneRequestReturnsAllPricesOfListedSymbols() {
    kraken.then(MARKETS, BOTH);
    assertThat(kraken.provider.fetchPrices(List.of(BTC, NOPE, ETH), "USD").valid())
        .containsExactly(price(BTC, "87005.50000"), price(ETH, "2170.10"));
    assertThat(kraken.rig.requestPaths())
        .containsExactly("/0/public/AssetPairs", "/0/public/Ticker?pair=XBTUSD%2CETHUSD");
  }

  @Test
  void aPriceThatCannotBeLeavesOutItsCoinAlone() {
    kraken.then(MARKETS, BOTH.replace("2170.10", "-2170.10"));
    Prices prices = kraken.provider.fetchPrices(List.of(BTC, ETH), "USD");
    assertThat(prices.valid()).containsExactly(price(BTC, "87005.50000"));
    assertThat(prices.impossible()).containsExactly(new Impossible(ETH, "is below 0"));
  }

  @Test
  void theListingIsRequestedOnceADay() {
    kraken.then(MARKETS, BOTH, BOTH, MARKETS, BOTH);
    kraken.provider.fetchPrices(List.of(BTC), "USD");
    kraken.rig.clock.advance(Duration.ofHours(23));
    kraken.provider.fetchPrices(List.of(BTC), "USD");
    kraken.rig.clock.advance(Duration.ofHours(1));
    kraken.provider.fetchPrices(List.of(BTC), "USD");
    assertThat(kraken.rig.requestPaths().stream().filter("/0/public/AssetPairs"::equals))
        .hasSize(2);
  }

  @Test
  void nothingListedIsNoQuestion() {
    kraken.then(MARKETS);
    assertThat(kraken.provider.fetchPrices(List.of(NOPE), "USD").valid()).isEmpty();
    assertThat(kraken.provider.fetchPrices(List.of(BTC), "CHF").valid()).isEmpty();
    assertThat(kraken.rig.requestPaths()).hasSize(1);
  }

  @Test
  void withoutAListingTheNamesAreKnownAllTheSame() {
    kraken.rig.venue.then(ScriptedVenue.status(400, "{}"), 1);
    kraken.then(
        "{\"error\":[],\"result\":{\"XXBTZUSD\":{\"c\":[\"1.5\",\"1\"]},"
            + "\"XDGUSD\":{\"c\":[\"0.2\",\"1\"]}}}");
    assertThat(kraken.provider.fetchPrices(List.of(BTC, DOGE), "USD").valid())
        .containsExactly(price(BTC, "1.5"), price(DOGE, "0.2"));
    assertThat(kraken.rig.requestPaths().getLast()).endsWith("?pair=XBTUSD%2CXDGUSD");
  }

  @Test
  void anUnknownNameCausesARequestForAllPrices() {
    kraken.rig.venue.then(ScriptedVenue.status(400, "{}"), 1);
    kraken.then(KrakenRig.error("EQuery:Unknown asset pair"), BOTH);
    assertThat(kraken.provider.fetchPrices(List.of(NOPE, ETH), "USD").valid())
        .containsExactly(price(ETH, "2170.10"));
    assertThat(kraken.rig.requestPaths().getLast()).isEqualTo("/0/public/Ticker");
  }

  @Test
  void aShortNameIsNotMistakenForALongerOne() {
    kraken.rig.venue.then(ScriptedVenue.status(400, "{}"), 1);
    kraken.then("{\"error\":[],\"result\":{\"XTZUSD\":{\"c\":[\"0.8\",\"1\"]}}}");
    assertThat(kraken.provider.fetchPrices(List.of(coin("threshold", "T")), "USD").valid())
        .isEmpty();
  }

  @Test
  void printsHaveTheSideOfTheTaker() {
    kraken.then(
        """
        {"error":[],"result":{"XXBTZUSD":[
        ["87000.10000","0.5",1741176000.1234567,"b","m","",11],
        ["87000.00000","0.00000001",1741176001,"s","l","",12],
        ["87000.00000","1",1741176001.5,"?","l","",13]],"last":"1741176001000000000"}}
        """);
    assertThat(kraken.provider.fetchPrints(BTC_USD, 3))
        .containsExactly(
            new Print(
                BTC_USD,
                new BigDecimal("87000.10000"),
                new BigDecimal("0.5"),
                Instant.parse("2025-03-05T12:00:00.123456Z"),
                Print.Side.BUY,
                "11"),
            new Print(
                BTC_USD,
                new BigDecimal("87000.00000"),
                new BigDecimal("0.00000001"),
                Instant.parse("2025-03-05T12:00:01Z"),
                Print.Side.SELL,
                "12"),
            new Print(
                BTC_USD,
                new BigDecimal("87000.00000"),
                new BigDecimal("1"),
                Instant.parse("2025-03-05T12:00:01.500Z"),
                null,
                "13"));
    assertThat(kraken.rig.requestPaths()).containsExactly("/0/public/Trades?pair=XBTUSD&count=3");
  }

  @Test
  void moreThanRequestedAreCutToTheNewest() {
    kraken.then(
        """
        {"error":[],"result":{"A":[["1","1",1,"b","m","",1],["1","1",2,"b","m","",2],
        ["1","1",3,"b","m","",3]],"last":"3"}}
        """);
    assertThat(kraken.provider.fetchPrints(BTC_USD, 2))
        .extracting(Print::tradeId)
        .containsExactly("2", "3");
  }

  @Test
  void anUnknownSymbolHasNoPrints() {
    kraken.then(KrakenRig.error("EQuery:Unknown asset pair"));
    assertThat(failure(() -> kraken.provider.fetchPrints(new Symbol("NOPE", "USD"), 5)).kind())
        .isEqualTo(Kind.UNKNOWN_SYMBOL);
  }
}
