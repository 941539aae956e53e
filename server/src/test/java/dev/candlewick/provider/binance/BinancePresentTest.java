package dev.candlewick.provider.binance;

import static dev.candlewick.provider.client.VenueRig.BTC;
import static dev.candlewick.provider.client.VenueRig.ETH;
import static dev.candlewick.provider.client.VenueRig.coin;
import static dev.candlewick.provider.client.VenueRig.failure;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.candlewick.market.Print;
import dev.candlewick.market.Symbol;
import dev.candlewick.provider.PriceProvider.Impossible;
import dev.candlewick.provider.PriceProvider.Price;
import dev.candlewick.provider.PriceProvider.Prices;
import dev.candlewick.provider.ProviderException.Kind;
import dev.candlewick.provider.client.ScriptedVenue;
import dev.candlewick.provider.client.VenueRig;
import dev.candlewick.testing.Cases;
import dev.candlewick.testing.SharedData;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Proves that Binance's last prices and newest trades are returned as it wrote them.
class BinancePresentTest {
  private static final Symbol BTC_USDT = new Symbol("BTC", "USDT");
  private static final String UNKNOWN = "{\"code\":-1121,\"msg\":\"Invalid symbol.\"}";
  private static final String BOTH =
      """
      [{"symbol":"BTCUSDT","price":"87005.50000000"},{"symbol":"ETHUSDT","price":"2170.10000000"},
       {"symbol":"DEADUSDT","price":"0.00000000"}]
      """;

  private final VenueRig rig = new VenueRig(Instant.parse("2025-03-05T12:00:00Z"));
  private final BinanceProvider provider =
      new BinanceProvider(
          List.of(rig.venue.uri()), Duration.ofSeconds(5), rig.ledger, rig.clockwork());

  @AfterEach
  void close() {
    rig.close();
  }

  private List<String> requestPaths() {
    return rig.requestPaths().stream()
        .map(a -> URLDecoder.decode(a, StandardCharsets.UTF_8))
        .toList();
  }

  private static byte[] body(String file) throws IOException {
    return Files.readAllBytes(SharedData.required().resolve(file));
  }

  @Test
  void oneRequestReturnsAllPrices() {
    rig.venue.then(BOTH);
    assertThat(provider.fetchPrices(List.of(ETH, BTC), "USDT").valid())
        .containsExactly(
            new Price(ETH, new BigDecimal("2170.10000000")),
            new Price(BTC, new BigDecimal("87005.50000000")));
    assertThat(requestPaths())
        .containsExactly("/api/v3/ticker/price?symbols=[\"BTCUSDT\",\"ETHUSDT\"]");
    assertThat(provider.health().usedWeight()).isEqualTo(4);
  }

  @Test
  void aDollarIsNotATether() {
    rig.venue.then(ScriptedVenue.status(400, UNKNOWN), 1).then(BOTH);
    assertThat(provider.fetchPrices(List.of(BTC), "USD").valid()).isEmpty();
    assertThat(requestPaths().getFirst()).isEqualTo("/api/v3/ticker/price?symbols=[\"BTCUSD\"]");
  }

  @Test
  void anUnknownSymbolCausesARequestForAllPrices() {
    rig.venue.then(ScriptedVenue.status(400, UNKNOWN), 1).then(BOTH);
    assertThat(provider.fetchPrices(List.of(coin("nope", "NOPE"), BTC), "USDT").valid())
        .containsExactly(new Price(BTC, new BigDecimal("87005.50000000")));
    assertThat(requestPaths().getLast()).isEqualTo("/api/v3/ticker/price");
  }

  @Test
  void aSymbolThatWasNeverTradedHasNoPrice() {
    rig.venue.then(BOTH);
    assertThat(provider.fetchPrices(List.of(coin("dead", "DEAD")), "USDT").valid()).isEmpty();
    assertThat(provider.fetchPrices(List.of(), "USDT").valid()).isEmpty();
    assertThat(requestPaths()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({
    "'\"-1.5\"', is below 0",
    "'\"n/a\"', is no number",
    "NaN, is no number",
    "'{}', is no number",
    "'\"123456789012345678901\"', has too many digits",
    "1e999999999, has too many digits"
  })
  void aPriceThatCannotBeLeavesOutItsCoinAlone(String wrong, String reason) {
    rig.venue.then(BOTH.replace("\"2170.10000000\"", wrong));
    Prices prices = provider.fetchPrices(List.of(ETH, BTC), "USDT");
    assertThat(prices.valid()).containsExactly(new Price(BTC, new BigDecimal("87005.50000000")));
    assertThat(prices.impossible()).containsExactly(new Impossible(ETH, reason));
  }

  @Test
  void aFaultIsNotTakenForAnUnknownSymbol() {
    rig.venue.then(ScriptedVenue.status(429, "{\"code\":-1003,\"msg\":\"Too many\"}"), 1);
    assertThat(failure(() -> provider.fetchPrices(List.of(BTC), "USDT")).kind())
        .isEqualTo(Kind.RATE_LIMITED);
  }

  @Test
  void theTakerSoldWhereTheBuyerWasTheMaker() {
    rig.venue.then(
        """
        [{"a":26129,"p":"0.01633102","q":"4.70443515","f":27781,"l":27781,"T":1498793709153,
          "m":true,"M":true},
         {"a":26130,"p":"0.01633103","q":"1","f":27782,"l":27790,"T":1498793709154,
          "m":false,"M":true}]
        """);
    assertThat(provider.fetchPrints(BTC_USDT, 5000))
        .containsExactly(
            new Print(
                BTC_USDT,
                new BigDecimal("0.01633102"),
                new BigDecimal("4.70443515"),
                Instant.parse("2017-06-30T03:35:09.153Z"),
                Print.Side.SELL,
                "26129"),
            new Print(
                BTC_USDT,
                new BigDecimal("0.01633103"),
                BigDecimal.ONE,
                Instant.parse("2017-06-30T03:35:09.154Z"),
                Print.Side.BUY,
                "26130"));
    assertThat(requestPaths()).containsExactly("/api/v3/aggTrades?symbol=BTCUSDT&limit=1000");
  }

  @Test
  void aPrintStampedInMicrosecondsIsOfTheSameDayAsItsNeighbours() {
    rig.venue.then(Cases.aggTrades());
    assertThat(provider.fetchPrints(BTC_USDT, 10).stream().map(Print::time))
        .containsExactly(
            Instant.parse("2021-02-28T23:59:37.298Z"),
            Instant.parse("2021-02-28T23:59:37.324Z"),
            Instant.parse("2021-03-01T00:00:23.276Z"),
            Instant.parse("2021-03-01T00:01:00.776Z"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "venue-cases/binance-aggtrades-2021.json",
        "venue-cases/binance-aggtrades-xrpeth-2019.json",
        "venue-payloads/binance-http_spot_market_agg_trades.json",
      })
  void recordedPrintsAreReadExactly(String file) throws IOException {
    JsonNode rows = new JsonMapper().readTree(body(file));
    List<Print> prints = MarketDataParser.prints(body(file), BTC_USDT);
    assertThat(prints).hasSize(rows.size()).isNotEmpty();
    for (int i = 0; i < rows.size(); i++) {
      Print print = prints.get(i);
      JsonNode row = rows.get(i);
      assertThat(print.price().toPlainString()).isEqualTo(row.path("p").asText());
      assertThat(print.qty().toPlainString()).isEqualTo(row.path("q").asText());
      assertThat(print.time().toEpochMilli()).isEqualTo(row.path("T").asLong());
      assertThat(print.tradeId()).isEqualTo(row.path("a").asText());
      assertThat(print.taker() == Print.Side.SELL).isEqualTo(row.path("m").asBoolean());
    }
  }

  @Test
  void recordedPricesOfOneSymbolAreNoList() throws IOException {
    byte[] one = body("venue-payloads/binance-http_spot_market_ticker_price.json");
    String list = "[" + new String(one, StandardCharsets.UTF_8) + "]";
    assertThat(MarketDataParser.prices(list.getBytes(StandardCharsets.UTF_8))).hasSize(1);
    assertThat(failure(() -> MarketDataParser.prices(one)).kind()).isEqualTo(Kind.MALFORMED);
  }
}
