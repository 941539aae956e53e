package dev.candlewick.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.candlewick.store.price.PrintFeedStore;
import dev.candlewick.testing.ServerProcess;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The feeds over real HTTP: their health, and the symbols whose prints are stored.
class FeedsApiIT {
  private static final String PRINTS = "/api/v1/feeds/prints";

  @TempDir private static Path home;
  private static ServerProcess server;

  @BeforeAll
  static void start() {
    server =
        ServerProcess.start(
            home,
            Map.of(
                "BINANCE_BASE_URL", "http://127.0.0.1:9",
                "BINANCE_STREAM_URL", "ws://127.0.0.1:9",
                "KRAKEN_BASE_URL", "http://127.0.0.1:9",
                "COINBASE_BASE_URL", "http://127.0.0.1:9",
                "CRYPTO_API_BASE_URL", "http://127.0.0.1:9"));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static JsonNode feeds() {
    return People.json(server.get("/api/v1/feeds"));
  }

  @ParameterizedTest
  @CsvSource({"/api/v1/feeds", "/api/v1/feeds/"})
  void everyFeedIsListedAsInTheHealth(String path) {
    JsonNode response = People.json(server.get(path));
    assertThat(response.path("prints").isArray()).isTrue();
    JsonNode health = People.json(server.get("/health"));
    assertThat(health.path("feeds").findValuesAsText("venue"))
        .isEqualTo(response.path("feeds").findValuesAsText("venue"));
    for (JsonNode feed : response.path("feeds")) {
      assertThat(feed.path("state").textValue()).isIn("idle", "connecting", "live", "down");
      assertThat(feed.has("last_message")).isTrue();
      assertThat(server.get("/metrics").body())
          .contains("candlewick_feed_messages_total{venue=\"" + feed.path("venue").asText());
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          POST   | /api/v1/feeds/prints             | {}                                     | 422 | 2 fields
          POST   | /api/v1/feeds/prints/            | {"provider":"mtgox","symbol":"BTC"}    | 422 | body.provider
          POST   | /api/v1/feeds/prints             | {"provider":"coingecko","symbol":"BTC"} | 422 | body.provider
          POST   | /api/v1/feeds/prints             | {"provider":"binance","symbol":"!"}    | 422 | body.symbol
          POST   | /api/v1/feeds/prints             | {"provider":7,"symbol":"BTC"}          | 422 | body.provider
          POST   | /api/v1/feeds/prints             | {"provider":"mtgox","colour":1}        | 422 | body.colour
          POST   | /api/v1/feeds/prints             | [                                      | 422 | body
          DELETE | /api/v1/feeds/prints/mtgox/BTC   | ''                                     | 404 | not kept
          DELETE | /api/v1/feeds/prints/binance/XX/ | ''                                     | 404 | not kept
          PUT    | /api/v1/feeds                    | {}                                     | 405 | GET
          GET    | /api/v1/feeds/prints             | ''                                     | 405 | POST
          """)
  void aWrongRequestIsRejectedWithTheReason(
      String method, String path, String body, int status, String expected) {
    HttpResponse<String> response = server.send(method, path, body);
    assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
    assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
    assertThat(response.body()).contains(expected);
  }

  @Test
  void aRemoteCallerMayReadButNotChange() {
    String[] elsewhere = {"X-Forwarded-For", "203.0.113.9"};
    assertThat(server.get("/api/v1/feeds", elsewhere).statusCode()).isEqualTo(200);
    assertThat(server.post(PRINTS, "{}", elsewhere).statusCode()).isEqualTo(401);
    assertThat(server.send("DELETE", PRINTS + "/binance/BTC", "", elsewhere).statusCode())
        .isEqualTo(401);
  }

  /// Of the venues that have a feed, those whose address is set.
  @Test
  void aPrintFeedIsAddedOnceAndRemovedOnce() {
    for (String venue : feeds().path("feeds").findValuesAsText("venue")) {
      if (!List.of("binance", "simulated").contains(venue)) continue;
      String body = "{\"provider\":\"%s\",\"symbol\":\"btc/usdt\"}".formatted(venue);
      HttpResponse<String> first = server.post(PRINTS, body);
      assertThat(first.statusCode()).as(first.body()).isEqualTo(201);
      assertThat(server.post(PRINTS + "/", body).statusCode()).isEqualTo(200);
      assertThat(feeds().path("prints")).contains(People.json(first));
      String path = PRINTS + "/" + venue + "/BTCUSDT";
      assertThat(server.send("DELETE", path, "").body()).isEqualTo(first.body());
      assertThat(server.send("DELETE", path + "/", "").statusCode()).isEqualTo(404);
      assertThat(feeds().path("prints")).isEmpty();
    }
  }

  @Test
  void noMorePrintFeedsThanTheMaximumAreAdded() {
    String body = "{\"provider\":\"binance\",\"symbol\":\"C%d/USDT\"}";
    for (int i = 0; i < PrintFeedStore.MAX_FEEDS; i++) {
      assertThat(server.post(PRINTS, body.formatted(i)).statusCode()).isEqualTo(201);
    }
    HttpResponse<String> refused = server.post(PRINTS, body.formatted(PrintFeedStore.MAX_FEEDS));
    assertThat(refused.statusCode()).isEqualTo(409);
    assertThat(refused.body()).contains("200 symbols");
    assertThat(server.post(PRINTS, body.formatted(0)).statusCode()).isEqualTo(200);
    for (int i = 0; i < PrintFeedStore.MAX_FEEDS; i++) {
      server.send("DELETE", PRINTS + "/binance/C" + i + "USDT", "");
    }
    assertThat(feeds().path("prints")).isEmpty();
  }

  @Test
  void theDescriptionHasThem() {
    JsonNode paths = People.json(server.get("/openapi.json")).path("paths");
    assertThat(paths.has("/api/v1/feeds")).isTrue();
    assertThat(paths.path(PRINTS).path("post").has("requestBody")).isTrue();
    assertThat(paths.path(PRINTS + "/{provider}/{symbol}").has("delete")).isTrue();
  }
}
