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

/// Pages of the configured origins may read responses, others may not.
class CorsIT {
  private static final String FRIEND = "https://app.example.com";

  @TempDir private static Path home;
  private static ServerProcess server;

  @BeforeAll
  static void start() {
    System.setProperty("jdk.httpclient.allowRestrictedHeaders", "origin");
    server =
        ServerProcess.start(
            home, Map.of("CORS_ORIGINS", FRIEND, "TARGET_ASSETS", "", "POLL_INTERVAL", "1d"));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static HttpResponse<String> preflight(String origin, String path) {
    return server.send(
        "OPTIONS", path, "", "Origin", origin, "Access-Control-Request-Method", "POST");
  }

  @Test
  void aPreflightOfANamedOriginIsAnswered() {
    for (String path : new String[] {"/api/v1/candles", "/trades", "/metrics"}) {
      HttpResponse<String> response = preflight(FRIEND, path);
      assertThat(response.statusCode()).isEqualTo(204);
      assertThat(response.headers().firstValue("Access-Control-Allow-Origin")).contains(FRIEND);
      assertThat(response.headers().firstValue("Access-Control-Allow-Methods").orElseThrow())
          .contains("PATCH");
      assertThat(response.headers().firstValue("Access-Control-Allow-Headers").orElseThrow())
          .contains("Authorization");
      assertThat(response.headers().firstValue("Access-Control-Allow-Credentials")).isEmpty();
      assertThat(response.headers().firstValue("Vary")).contains("Origin");
    }
  }

  @Test
  void anotherOriginReceivesNoCorsHeaders() {
    for (String origin :
        new String[] {
          "https://evil.example.com", "null", FRIEND + ".evil.com", "http://app.example.com"
        }) {
      HttpResponse<String> response = preflight(origin, "/api/v1/candles");
      assertThat(response.statusCode()).isEqualTo(204);
      assertThat(response.headers().map().keySet().stream().map(String::toLowerCase))
          .noneMatch(name -> name.startsWith("access-control"));
      assertThat(response.headers().firstValue("Vary")).contains("Origin");
    }
  }

  @Test
  void answersAndRefusalsCarryTheOriginToo() {
    HttpResponse<String> response = server.get("/api/v1/backfills", "Origin", FRIEND);
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("Access-Control-Allow-Origin")).contains(FRIEND);
    assertThat(response.headers().firstValue("Access-Control-Expose-Headers").orElseThrow())
        .contains("X-Total-Count");
    HttpResponse<String> missing = server.get("/api/v1/nothing", "Origin", FRIEND);
    assertThat(missing.statusCode()).isEqualTo(404);
    assertThat(missing.headers().firstValue("Access-Control-Allow-Origin")).contains(FRIEND);
    HttpResponse<String> plain = server.get("/api/v1/backfills");
    assertThat(plain.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
  }
}
