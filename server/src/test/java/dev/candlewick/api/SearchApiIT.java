package dev.candlewick.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.candlewick.testing.LoopbackVenues;
import dev.candlewick.testing.ServerProcess;
import dev.candlewick.testing.Waiting;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The search over real HTTP against the packaged server and four venues on the loopback.
class SearchApiIT {
  private static final JsonMapper JSON = new JsonMapper();
  private static final LoopbackVenues VENUES = new LoopbackVenues();

  @TempDir private static Path home;
  private static ServerProcess server;

  @BeforeAll
  static void open() {
    server = ServerProcess.start(home, VENUES.settings());
    Waiting.until(
        () -> markets("btc"),
        found -> found.containsAll(List.of("BTCUSDT@binance", "BTCUSD@coinbase", "BTCUSD@kraken")));
    Waiting.until(
        () -> search("btc").path("results").get(0).path("rank").intValue(), rank -> rank == 1);
  }

  @AfterAll
  static void close() {
    server.close();
    VENUES.close();
  }

  private static JsonNode search(String query) throws IOException {
    HttpResponse<String> response = server.get("/api/v1/search?q=" + query);
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    return JSON.readTree(response.body());
  }

  private static List<String> markets(String query) throws IOException {
    List<String> markets = new ArrayList<>();
    for (JsonNode result : search(query).path("results")) {
      if (result.path("kind").asText().equals("market")) {
        markets.add(result.path("market").asText());
      }
    }
    return markets;
  }

  @ParameterizedTest
  @CsvSource({
    "xbt, BTCUSDT@binance",
    "xbt, BTCUSD@kraken",
    "XXBTZUSD, BTCUSD@kraken",
    "btc-usd, BTCUSD@coinbase",
    "BTC_USDT, BTCUSDT@binance",
    "bitcoin%2Fusdt, BTCUSDT@binance",
    "btcusd%40kraken, BTCUSD@kraken",
    "btcuah, BTCUAH@binance",
    "B%C4%B0TCO%C4%B0N, BTCUSDT@binance"
  })
  void aMarketIsFoundByAnySpelling(String query, String market) throws IOException {
    assertThat(markets(query)).contains(market);
  }

  @Test
  void aResultStatesWhatItIsAndWhyItMatches() throws IOException {
    JsonNode market = search("XXBTZUSD").path("results").get(0);
    assertThat(market.toString())
        .isEqualTo(
            "{\"kind\":\"market\",\"market\":\"BTCUSD@kraken\",\"provider\":\"kraken\","
                + "\"symbol\":\"BTC/USD\",\"base\":\"BTC\",\"quote\":\"USD\","
                + "\"instrument\":\"bitcoin\",\"name\":\"Bitcoin\",\"rank\":1,"
                + "\"matched\":\"XXBTZUSD\",\"matched_as\":\"alias\",\"stored\":false,"
                + "\"simulated\":false,\"state\":\"listed\"}");
    JsonNode results = search("bitcoin").path("results");
    assertThat(results.findValuesAsText("instrument")).contains("bitcoin");
    for (JsonNode result : results) {
      if (!result.path("kind").asText().equals("instrument")) continue;
      assertThat(result.path("market").isNull()).isTrue();
      assertThat(result.path("state").isNull()).isTrue();
    }
    for (JsonNode result : search("btcuah").path("results")) {
      assertThat(result.path("state").asText()).isEqualTo("delisted");
    }
  }

  @Test
  void instrumentsThatShareATickerAreListedApart() throws IOException {
    List<String> ids = new ArrayList<>();
    for (JsonNode result : search("hnt").path("results")) {
      ids.add(result.path("instrument").asText());
    }
    assertThat(ids).startsWith("helium", "hymnode");
    assertThat(search("id:rose").path("results").get(0).path("instrument").asText())
        .isEqualTo("rose");
  }

  @Test
  void nearNamesAreStatedWhenNoNameMatches() throws IOException {
    JsonNode near = search("etherium");
    assertThat(near.path("nearest").get(0).asText()).isEqualTo("Ethereum");
    assertThat(near.path("results").get(0).path("instrument").asText()).isEqualTo("ethereum");
    assertThat(search("ethereum").path("nearest")).isEmpty();
    JsonNode nothing = search("zzzzzzzzzzzz");
    assertThat(nothing.path("results")).isEmpty();
    assertThat(nothing.path("nearest")).isEmpty();
  }

  @Test
  void aPostedSymbolIsFoundAsStored() throws IOException {
    String candle =
        """
        {"symbol": "MYCOIN/USDT", "interval": "1h", "open_time": "2021-01-01T00:00:00Z",
         "close_time": "2021-01-01T00:59:59Z", "open": 1, "high": 1, "low": 1, "close": 1,
         "volume": 1, "trades": 1}
        """;
    assertThat(server.post("/api/v1/candles", candle).statusCode()).isEqualTo(201);
    JsonNode found = search("my-coin").path("results");
    assertThat(search("mycoin").path("results").get(0).path("market").asText())
        .isEqualTo("MYCOINUSDT@posted");
    assertThat(found.get(0).path("stored").booleanValue()).isTrue();
    assertThat(found.get(0).path("state").isNull()).isTrue();
  }

  @Test
  void aLimitBoundsTheResults() throws IOException {
    assertThat(search("b&limit=2").path("results")).hasSize(2);
  }

  @ParameterizedTest
  @CsvSource({
    "'', query.q",
    "q=, query.q",
    "q=%20%20, query.q",
    "q=btc&limit=0, query.limit",
    "q=btc&limit=51, query.limit",
    "q=btc&query=x, query.query",
    "limit=x, query.q"
  })
  void aWrongParameterIsNamed(String query, String field) {
    HttpResponse<String> response = server.get("/api/v1/search?" + query);
    assertThat(response.statusCode()).as(response.body()).isEqualTo(422);
    assertThat(response.body()).contains(field);
  }

  @Test
  void aQueryOfAThousandCharactersIsRejected() {
    HttpResponse<String> response = server.get("/api/v1/search?q=" + "b".repeat(1000));
    assertThat(response.statusCode()).isEqualTo(422);
    assertThat(response.body()).contains("must have at most 100 characters, not 1000");
  }

  @Test
  void thePathHasItsOwnMethods() {
    for (String path : List.of("/api/v1/search", "/api/v1/search/")) {
      assertThat(server.send("OPTIONS", path, "").headers().firstValue("Allow"))
          .contains("GET, HEAD, OPTIONS");
      assertThat(server.post(path, "{}").statusCode()).isEqualTo(405);
      assertThat(server.get(path + "?q=btc").statusCode()).isEqualTo(200);
    }
  }
}
