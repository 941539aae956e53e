package dev.candlewick.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.candlewick.testing.ServerProcess;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// A document's path behaves as the canonical one does, whatever the method and however its
/// parameters are written.
class AliasIT {
  @TempDir private static Path home;
  private static ServerProcess server;

  @BeforeAll
  static void start() {
    server = ServerProcess.start(home, Map.of("TARGET_ASSETS", "", "POLL_INTERVAL", "1d"));
    HttpResponse<String> asset =
        server.post(
            "/api/assets/", "{\"symbol\":\"BTC\",\"quantity\":\"1\",\"average_buy_price\":\"1\"}");
    assertThat(asset.statusCode()).as(asset.body()).isEqualTo(201);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static String allow(String method, String path) {
    return server.send(method, path, "").headers().firstValue("Allow").orElse("");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "BTC",
        "%42TC",
        "%2542TC",
        "%25",
        "%252F",
        "a%2Fb",
        "%20",
        "b%3Bc",
        "%E2%82%AC",
        "%0A",
        "+",
        "a%2Bb"
      })
  void aParameterIsDecodedOnce(String symbol) {
    HttpResponse<String> alias = server.get("/api/assets/" + symbol);
    HttpResponse<String> canonical = server.get("/api/v1/assets/" + symbol);
    assertThat(alias.statusCode()).isEqualTo(canonical.statusCode()).isNotEqualTo(500);
    assertThat(alias.body()).isEqualTo(canonical.body());
    assertThat(canonical.statusCode())
        .isEqualTo(symbol.endsWith("BTC") || symbol.equals("%42TC") ? 200 : 404);
  }

  @Test
  void aPercentSignInAnIdIsNoDefect() {
    for (String path : new String[] {"/trades/%25", "/v1/trades/%25", "/trades/%25/close"}) {
      HttpResponse<String> response = server.get(path);
      assertThat(response.statusCode()).as(path).isIn(401, 405);
      assertThat(response.headers().firstValue("Content-Type"))
          .contains("application/problem+json");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "/api/prices/,/api/v1/prices",
    "/api/assets,/api/v1/assets",
    "/api/assets/BTC,/api/v1/assets/BTC",
    "/api/assets/NONE,/api/v1/assets/NONE",
    "/api/analytics/portfolio_summary,/api/v1/analytics/portfolio_summary",
    "/portfolio/summary,/api/v1/portfolio/summary",
    "/v1/trades/1,/api/v1/trades/1"
  })
  void headAndOptionsAnswerAsTheyDoCanonically(String alias, String canonical) {
    HttpResponse<String> head = server.send("HEAD", alias, "");
    assertThat(head.statusCode()).isEqualTo(server.get(canonical).statusCode());
    assertThat(head.statusCode()).isEqualTo(server.send("HEAD", canonical, "").statusCode());
    assertThat(head.body()).isEmpty();
    HttpResponse<String> options = server.send("OPTIONS", alias, "");
    assertThat(options.statusCode()).isEqualTo(204);
    assertThat(allow("OPTIONS", alias))
        .isEqualTo(allow("OPTIONS", canonical))
        .contains("GET, HEAD");
    assertThat(server.send("BREW", alias, "").statusCode()).isEqualTo(405);
    assertThat(allow("BREW", alias)).isEqualTo(allow("BREW", canonical)).contains("GET, HEAD");
  }

  @ParameterizedTest
  @CsvSource({
    "DELETE,/docs/stream",
    "DELETE,/docs",
    "PUT,/openapi.json",
    "POST,/api/schema/",
    "PUT,/metrics",
    "DELETE,/metrics/",
    "PUT,/asyncapi.json",
    "DELETE,/health",
    "PUT,/docs/assets/stream.js"
  })
  void aPageAcceptsReadsOnlyAndListsTheAllowedMethods(String method, String path) {
    HttpResponse<String> response = server.send(method, path, "");
    assertThat(response.statusCode()).as(response.body()).isEqualTo(405);
    assertThat(response.headers().firstValue("Allow")).contains("GET, HEAD, OPTIONS");
    assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
    assertThat(server.send("HEAD", path, "").statusCode()).isEqualTo(200);
    assertThat(server.send("OPTIONS", path, "").statusCode()).isEqualTo(204);
    assertThat(allow("OPTIONS", path)).isEqualTo("GET, HEAD, OPTIONS");
  }

  @Test
  void nothingIsNothingForEveryMethod() {
    for (String method : new String[] {"GET", "HEAD", "OPTIONS", "PUT", "BREW"}) {
      assertThat(server.send(method, "/nothing", "").statusCode()).as(method).isEqualTo(404);
    }
  }
}
