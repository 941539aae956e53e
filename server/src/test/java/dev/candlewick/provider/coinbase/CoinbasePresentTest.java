package dev.candlewick.provider.coinbase;

import static dev.candlewick.provider.client.VenueRig.BTC;
import static dev.candlewick.provider.client.VenueRig.BTC_USD;
import static dev.candlewick.provider.client.VenueRig.ETH;
import static dev.candlewick.provider.client.VenueRig.coin;
import static dev.candlewick.provider.client.VenueRig.failure;
import static org.assertj.core.api.Assertions.assertThat;

import dev.candlewick.market.Print;
import dev.candlewick.market.Symbol;
import dev.candlewick.provider.CandleProvider.Listing;
import dev.candlewick.provider.PriceProvider.Impossible;
import dev.candlewick.provider.PriceProvider.Price;
import dev.candlewick.provider.PriceProvider.Prices;
import dev.candlewick.provider.ProviderException.Kind;
import dev.candlewick.provider.client.ScriptedVenue;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Proves that prices, prints and the listing of Coinbase are returned as the venue wrote them.
class CoinbasePresentTest {
  private static final String PRODUCTS =
      """
      [{"id":"BTC-USD","base_currency":"BTC","quote_currency":"USD","status":"online",
        "trading_disabled":false},
       {"id":"ETH-USD","base_currency":"ETH","quote_currency":"USD","status":"online",
        "trading_disabled":true},
       {"id":"REP-USD","base_currency":"REP","quote_currency":"USD","status":"delisted"}]
      """;

  private final CoinbaseRig coinbase = new CoinbaseRig();

  @AfterEach
  void close() {
    coinbase.close();
  }

  private static String ticker(String price) {
    return "{\"trade_id\":1,\"price\":\"" + price + "\",\"size\":\"0.1\"}";
  }

  @Test
  void theListingHasTheTradingStatus() {
    coinbase.then(PRODUCTS);
    assertThat(coinbase.provider.fetchListings())
        .containsExactly(
            Listing.of("BTC-USD", BTC_USD, true),
            Listing.of("ETH-USD", new Symbol("ETH", "USD"), false),
            Listing.of("REP-USD", new Symbol("REP", "USD"), false));
  }

  @Test
  void anUnlistedSymbolIsNotRequested() {
    coinbase.then(PRODUCTS, ticker("87005.50"), ticker("2170.1"));
    assertThat(
            coinbase.provider.fetchPrices(List.of(BTC, coin("nope", "NOPE"), ETH), "USD").valid())
        .containsExactly(
            new Price(BTC, new BigDecimal("87005.50")), new Price(ETH, new BigDecimal("2170.1")));
    assertThat(coinbase.rig.requestPaths())
        .containsExactly("/products", "/products/BTC-USD/ticker", "/products/ETH-USD/ticker");
  }

  @Test
  void withoutAListingTheUnknownIsLeftOut() {
    coinbase
        .rig
        .venue
        .then(ScriptedVenue.status(400, "{}"), 1)
        .then(ScriptedVenue.status(404, CoinbaseRig.error("NotFound")), 1);
    coinbase.then(ticker("2170.1"));
    assertThat(coinbase.provider.fetchPrices(List.of(coin("nope", "NOPE"), ETH), "USD").valid())
        .containsExactly(new Price(ETH, new BigDecimal("2170.1")));
  }

  @Test
  void aPriceThatCannotBeLeavesOutItsCoinAlone() {
    coinbase.then(PRODUCTS, ticker("n/a"), ticker("2170.1"));
    Prices prices = coinbase.provider.fetchPrices(List.of(BTC, ETH), "USD");
    assertThat(prices.valid()).containsExactly(new Price(ETH, new BigDecimal("2170.1")));
    assertThat(prices.impossible()).containsExactly(new Impossible(BTC, "is no number"));
  }

  @Test
  void aSymbolThatWasNeverTradedHasNoPrice() {
    coinbase.then(PRODUCTS, "{\"trade_id\":0,\"price\":null}");
    assertThat(coinbase.provider.fetchPrices(List.of(BTC), "USD").valid()).isEmpty();
  }

  @Test
  void aFaultIsNotTakenForAnUnknownSymbol() {
    coinbase.then(PRODUCTS, ticker("87005.50"));
    coinbase.rig.venue.then(
        ScriptedVenue.status(429, CoinbaseRig.error("Public rate limit exceeded")), 1);
    assertThat(failure(() -> coinbase.provider.fetchPrices(List.of(BTC, ETH), "USD")).kind())
        .isEqualTo(Kind.RATE_LIMITED);
  }

  @Test
  void theTakerDidTheOppositeOfTheMaker() {
    coinbase.then(
        """
        [{"trade_id":12,"side":"sell","size":"0.00000001","price":"87000.00000000",
          "time":"2025-03-05T12:00:01Z"},
         {"trade_id":11,"side":"buy","size":"0.5","price":"86999.99",
          "time":"2025-03-05T12:00:00.123456Z"}]
        """);
    assertThat(coinbase.provider.fetchPrints(BTC_USD, 5000))
        .containsExactly(
            new Print(
                BTC_USD,
                new BigDecimal("86999.99"),
                new BigDecimal("0.5"),
                Instant.parse("2025-03-05T12:00:00.123456Z"),
                Print.Side.SELL,
                "11"),
            new Print(
                BTC_USD,
                new BigDecimal("87000.00000000"),
                new BigDecimal("0.00000001"),
                Instant.parse("2025-03-05T12:00:01Z"),
                Print.Side.BUY,
                "12"));
    assertThat(coinbase.rig.requestPaths()).containsExactly("/products/BTC-USD/trades?limit=1000");
  }

  @Test
  void anUnknownSymbolHasNoPrints() {
    coinbase.rig.venue.then(ScriptedVenue.status(404, CoinbaseRig.error("NotFound")), 1);
    assertThat(failure(() -> coinbase.provider.fetchPrints(new Symbol("NO PE", "USD"), 5)).kind())
        .isEqualTo(Kind.UNKNOWN_SYMBOL);
  }
}
