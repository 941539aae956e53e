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

/// A remote caller that exceeds its rate is delayed, each caller by its own rate; a caller on this
/// machine is not.
class RateLimitIT {
  private static final String FOR = "X-Forwarded-For";

  @TempDir private static Path home;
  private static ServerProcess server;

  @BeforeAll
  static void start() {
    server =
        ServerProcess.start(
            home,
            Map.of("TRUSTED_PROXIES", "127.0.0.0/8", "TARGET_ASSETS", "", "POLL_INTERVAL", "1d"));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void aCallerOverTheVenueLimitWaitsAndNoOtherDoes() {
    HttpResponse<String> response = fetch("203.0.113.1");
    assertThat(response.statusCode()).isEqualTo(401);
    assertThat(response.headers().firstValue("RateLimit-Limit")).contains("60");
    assertThat(response.headers().firstValue("RateLimit-Policy")).contains("\"fetch\";q=60;w=60");
    for (int i = 0; i < 70; i++) response = fetch("203.0.113.1");
    assertThat(response.statusCode()).isEqualTo(429);
    assertThat(response.body()).contains("RATE_LIMITED");
    assertThat(response.headers().firstValue("RateLimit-Remaining")).contains("0");
    assertThat(response.headers().firstValue("Retry-After")).isPresent();
    assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
    assertThat(fetch("203.0.113.2").statusCode()).isEqualTo(401);
    assertThat(fetch("203.0.113.1, 10.0.0.1").statusCode()).isEqualTo(401);
  }

  private static HttpResponse<String> fetch(String client) {
    return server.post("/api/v1/candles/fetch/BTCUSDT?provider=simulated", "", FOR, client);
  }

  @Test
  void everythingElseIsLimitedByTheAddressAloneWhateverItIs() {
    String network = "2001:db8:1:2:";
    HttpResponse<String> response = server.get("/nothing", FOR, network + ":1");
    assertThat(response.statusCode()).isEqualTo(404);
    assertThat(response.headers().firstValue("RateLimit-Limit")).contains("1200");
    int refused = 0;
    for (int i = 0; i < 1600 && refused == 0; i++) {
      int status = server.get("/api/v1/backfills", FOR, network + ":" + (i % 9)).statusCode();
      if (status == 429) refused++;
    }
    assertThat(refused).isEqualTo(1);
    assertThat(server.get("/health/live", FOR, network + ":1").statusCode()).isEqualTo(200);
    assertThat(server.get("/api/v1/backfills", FOR, "2001:db8:1:3::1").statusCode()).isEqualTo(200);
  }

  @Test
  void onlyTheDocumentationItselfIsExempt() {
    String client = "203.0.113.77";
    assertThat(server.get("/docs", FOR, client).headers().firstValue("RateLimit-Limit")).isEmpty();
    assertThat(server.get("/docsanything", FOR, client).headers().firstValue("RateLimit-Limit"))
        .contains("1200");
  }

  @Test
  void aProgramOfThisMachineReadsAsMuchAsItLikes() {
    for (int i = 0; i < 1500; i++) {
      HttpResponse<String> response = server.get("/api/v1/backfills");
      assertThat(response.statusCode()).isEqualTo(200);
      assertThat(response.headers().firstValue("RateLimit-Limit")).isEmpty();
    }
    for (int i = 0; i < 600; i++) {
      assertThat(server.post("/api/v1/backfills", "{}").statusCode()).isEqualTo(422);
    }
  }
}
