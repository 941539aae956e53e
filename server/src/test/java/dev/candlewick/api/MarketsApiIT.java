package dev.candlewick.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.candlewick.testing.ServerProcess;
import dev.candlewick.testing.StreamClient;
import dev.candlewick.testing.Waiting;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Markets and the prices of instruments over real HTTP: a followed series of the simulated market,
/// whose feed is live, and prices polled from a CoinGecko on the loopback every second.
class MarketsApiIT {
  private static final String MARKETS = "/api/v1/markets";

  @TempDir private static Path home;
  private static LoopbackPrices venue;
  private static ServerProcess server;
  private static People people;

  @BeforeAll
  static void start() {
    venue = new LoopbackPrices();
    server =
        ServerProcess.start(
            home,
            Map.of(
                "PRICE_PROVIDER", "coingecko",
                "CRYPTO_API_BASE_URL", venue.uri().toString(),
                "BINANCE_BASE_URL", venue.uri().toString(),
                "COINGECKO_RATE", "10000",
                "POLL_INTERVAL", "1s"));
    people = new People(server);
    Instant from = Instant.now().truncatedTo(ChronoUnit.HOURS).minus(Duration.ofDays(2));
    String body =
        "{\"symbol\":\"BTCUSDT\",\"interval\":\"1h\",\"provider\":\"simulated\",\"from\":\"%s\",\"follow\":true}"
            .formatted(from);
    assertThat(server.post("/api/v1/backfills", body).statusCode()).isEqualTo(202);
    eventually("BTCUSDT@simulated", row -> row.path("last_source").asText().equals("feed"));
    eventually("BTCUSDT@simulated", row -> row.path("candles").path("candles").asInt() >= 48);
    eventually("BTCUSD@coingecko", row -> row.path("last_source").asText().equals("poll"));
  }

  @AfterAll
  static void stop() {
    server.close();
    venue.close();
  }

  private static JsonNode rows(String query) {
    HttpResponse<String> response = server.get(MARKETS + query);
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    return People.json(response).path("markets");
  }

  private static JsonNode row(JsonNode rows, String market) {
    for (JsonNode row : rows) {
      if (row.path("market").asText().equals(market)) return row;
    }
    return rows.path("none");
  }

  private static JsonNode eventually(String market, Predicate<JsonNode> condition) {
    return Waiting.until(() -> row(rows(""), market), condition);
  }

  @Test
  void aFollowedSimulatedMarketHasAllItsFiguresAndIsMarked() {
    JsonNode row =
        eventually(
            "BTCUSDT@simulated",
            one -> one.path("candles").path("state").asText().equals("gap_free"));
    assertThat(row.path("symbol").asText()).isEqualTo("BTC/USDT");
    assertThat(row.path("base").asText()).isEqualTo("BTC");
    assertThat(row.path("quote").asText()).isEqualTo("USDT");
    assertThat(row.path("instrument").asText()).isEqualTo("bitcoin");
    assertThat(row.path("name").asText()).isEqualTo("Bitcoin");
    assertThat(row.path("simulated").booleanValue()).isTrue();
    assertThat(row.path("followed").booleanValue()).isTrue();
    assertThat(row.path("topic").asText()).isEqualTo("last:BTCUSDT@simulated");
    assertThat(row.path("expected_seconds").intValue()).isEqualTo(10);
    assertThat(row.path("last_missing_reason").isNull()).isTrue();
    assertThat(row.path("candles").path("missing").asInt()).isZero();
    assertThat(row.path("candles").path("series").asInt()).isEqualTo(1);
    assertThat(row.path("quote_volume_24h").isTextual()).isTrue();
    BigDecimal last = new BigDecimal(row.path("last").asText());
    BigDecimal open = new BigDecimal(row.path("open_24h").asText());
    assertThat(new BigDecimal(row.path("change_24h").asText()))
        .isEqualByComparingTo(last.subtract(open));
    assertThat(row.path("change_percent_24h").asText()).matches("-?\\d+\\.\\d\\d");
    JsonNode points = row.path("sparkline");
    assertThat(points).hasSize(42);
    assertThat(points.get(0).isNull()).isTrue();
    assertThat(IntStream.range(32, 41).mapToObj(points::get)).allMatch(JsonNode::isNumber);
  }

  @Test
  void aPolledInstrumentIsAMarketOfTheVenueThatIsPolled() {
    JsonNode row = row(rows(""), "BTCUSD@coingecko");
    assertThat(row.path("symbol").asText()).isEqualTo("BTC/USD");
    assertThat(row.path("last").asText()).isEqualTo("89450");
    assertThat(row.path("topic").asText()).isEqualTo("ticks:BTC");
    assertThat(row.path("expected_seconds").intValue()).isEqualTo(1);
    assertThat(row.path("simulated").booleanValue()).isFalse();
    assertThat(row.path("volume_24h").isNull()).isTrue();
    assertThat(row.path("open_24h").isNull()).as("polled for some seconds").isTrue();
    assertThat(row.path("change_24h").isNull()).isTrue();
    assertThat(row.path("candles").path("state").asText()).isEqualTo("none");
  }

  @Test
  void scopesNamesAndPagesSelectRows() {
    assertThat(rows("?scope=followed").findValuesAsText("market"))
        .containsExactly("BTCUSDT@simulated");
    assertThat(
            rows("?market=SOLUSD@coingecko,BTCUSDT@simulated&market=ETHUSD@coingecko")
                .findValuesAsText("market"))
        .containsExactly("SOLUSD@coingecko", "BTCUSDT@simulated", "ETHUSD@coingecko");
    JsonNode page = People.json(server.get(MARKETS + "/?limit=1&offset=1"));
    assertThat(page.path("total").intValue()).isEqualTo(4);
    assertThat(page.path("markets")).hasSize(1);
    assertThat(Instant.parse(page.path("as_of").asText())).isBefore(Instant.now());
  }

  @Test
  void watchedAndHeldNeedAnAccount() {
    String[] elsewhere = {"X-Forwarded-For", "203.0.113.9"};
    assertThat(People.error(server.get(MARKETS + "?scope=watched"))).isEqualTo("401 UNAUTHORIZED");
    assertThat(People.error(server.get(MARKETS + "?scope=held", elsewhere)))
        .isEqualTo("401 UNAUTHORIZED");
    assertThat(server.get(MARKETS, elsewhere).statusCode()).isEqualTo(200);
    String bearer = people.newUser("market-watcher");
    for (String scope : List.of("watched", "held")) {
      HttpResponse<String> own = people.request("GET", MARKETS + "?scope=" + scope, "", bearer);
      assertThat(own.statusCode()).isEqualTo(200);
      assertThat(People.json(own).path("total").intValue()).isZero();
    }
    String held = "{\"symbol\":\"ETH\",\"quantity\":1,\"average_buy_price\":2000}";
    assertThat(people.request("POST", "/api/v1/assets", held, bearer).statusCode()).isEqualTo(201);
    HttpResponse<String> own = people.request("GET", MARKETS + "?scope=held", "", bearer);
    assertThat(People.json(own).path("markets").findValuesAsText("market"))
        .containsExactly("ETHUSD@coingecko");
    assertThat(rows("?scope=held")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ?market=NOPE@binance                       | query.market
          ?market=BTCUSDT@mtgox                      | query.market
          ?market=BTCUSDT                            | query.market
          ?scope=mine                                | query.scope
          ?limit=0                                   | query.limit
          ?limit=201                                 | query.limit
          ?offset=-1                                 | query.offset
          ?page=2                                    | query.page
          """)
  void aWrongParameterIsNamed(String query, String field) {
    HttpResponse<String> response = server.get(MARKETS + query);
    assertThat(People.error(response)).isEqualTo("422 VALIDATION_ERROR");
    assertThat(response.body()).contains(field);
  }

  @Test
  void allWrongParametersAreNamedAtOnce() {
    HttpResponse<String> response = server.get(MARKETS + "?scope=mine&limit=x&offset=-1");
    assertThat(response.body()).contains("query.scope", "query.limit", "query.offset");
    String many = "?market=" + String.join(",", names(201));
    assertThat(server.get(MARKETS + many).body()).contains("at most 200");
  }

  private static List<String> names(int count) {
    return IntStream.range(0, count).mapToObj(i -> "M" + i + "USDT@simulated").toList();
  }

  @Test
  void twoHundredMarketsAreAnsweredAtOnce() {
    JsonNode rows = rows("?market=" + String.join(",", names(200)));
    assertThat(rows).hasSize(200);
    assertThat(rows.get(7).path("last").isNull()).isTrue();
    assertThat(rows.get(7).path("last_missing_reason").isTextual()).isTrue();
  }

  @Test
  void anInstrumentHasItsNewestPriceAtEachVenue() {
    for (String name : List.of("bitcoin", "BTC", "id:bitcoin")) {
      HttpResponse<String> response = server.get("/api/v1/instruments/" + name + "/prices");
      assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
      JsonNode body = People.json(response);
      assertThat(body.at("/instrument/id").asText()).isEqualTo("bitcoin");
      assertThat(body.at("/instrument/symbol").asText()).isEqualTo("BTC");
      assertThat(body.path("aliases").get(0).asText()).isEqualTo("bitcoin");
      assertThat(body.path("aliases").toString()).contains("\"btc\"", "\"xbt\"");
      assertThat(body.path("prices").findValuesAsText("market"))
          .containsExactly("BTCUSD@coingecko", "BTCUSDT@simulated");
      assertThat(body.at("/prices/0/price").asText()).isEqualTo("89450");
      assertThat(body.at("/prices/0/source").asText()).isEqualTo("poll");
      assertThat(body.at("/prices/1/simulated").booleanValue()).isTrue();
    }
    assertThat(People.error(server.get("/api/v1/instruments/nothing-like-it/prices")))
        .isEqualTo("404 NOT_FOUND");
    assertThat(People.error(server.get("/api/v1/instruments/HNT/prices")))
        .isEqualTo("422 VALIDATION_ERROR");
  }

  @Test
  void theStreamStatesTheChangeByTheSameFormula() {
    try (StreamClient stream = StreamClient.connect(server.port(), "/api/v1/stream")) {
      stream.subscribe("last:BTCUSDT@simulated");
      JsonNode message = Waiting.until(stream::json, one -> one.path("updates").size() > 0);
      JsonNode data = message.at("/updates/0/data");
      BigDecimal open = data.path("open_24h").decimalValue();
      BigDecimal change = data.path("change_24h").decimalValue();
      assertThat(change).isEqualByComparingTo(data.path("price").decimalValue().subtract(open));
      assertThat(data.path("change_percent_24h").decimalValue())
          .isEqualByComparingTo(
              change.multiply(BigDecimal.valueOf(100)).divide(open, 2, RoundingMode.HALF_EVEN));
    }
  }
}
