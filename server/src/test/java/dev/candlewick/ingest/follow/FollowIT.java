package dev.candlewick.ingest.follow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.candlewick.testing.ServerProcess;
import dev.candlewick.testing.Waiting;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The packaged server over time: a followed series stays current, a job can be cancelled, and one
/// data home has one server.
class FollowIT {
  private static final JsonMapper JSON = new JsonMapper();

  @TempDir private Path home;

  @Test
  void aFollowedSeriesGrowsAfterItsBackfillIsDone() throws Exception {
    Instant from = Instant.now().minusSeconds(30).truncatedTo(ChronoUnit.SECONDS);
    try (ServerProcess server = ServerProcess.start(home, Map.of())) {
      String order =
          "{\"symbol\":\"BTCUSDT\",\"interval\":\"1s\",\"provider\":\"simulated\",\"from\":\"%s\",\"follow\":true}"
              .formatted(from);
      assertThat(server.post("/api/v1/backfills", order).statusCode()).isEqualTo(202);
      long first = eventually(server, 20);
      assertThat(eventually(server, first + 3)).isGreaterThan(first);
      JsonNode series = coverage(server);
      assertThat(series.path("follow").booleanValue()).isTrue();
      assertThat(series.path("states").path("missing").path("spans").intValue()).isZero();
    }
  }

  @Test
  void aLongJobIsCancelledAndWhatItStoredStays() throws Exception {
    try (ServerProcess server = ServerProcess.start(home, Map.of())) {
      String order =
          "{\"symbols\":[\"BTCUSDT\",\"ETHUSDT\"],\"interval\":\"1m\",\"provider\":\"simulated\",\"from\":\"2012-01-01\"}";
      assertThat(server.post("/api/v1/backfills", order).headers().firstValue("Location"))
          .contains("http://127.0.0.1:" + server.port() + "/api/v1/backfills/1");
      eventually(server, 1000);
      assertThat(server.send("DELETE", "/api/v1/backfills/1", "").statusCode()).isEqualTo(202);
      Waiting.until(
          () -> JSON.readTree(server.get("/api/v1/backfills/1").body()).path("state").asText(),
          "cancelled"::equals);
      assertThat(coverage(server).path("candles").longValue()).isGreaterThanOrEqualTo(1000);
      assertThat(server.send("DELETE", "/api/v1/backfills/1", "").statusCode()).isEqualTo(409);
    }
  }

  @Test
  void aSecondServerOfOneHomeFailsAndNamesTheFirst() {
    try (ServerProcess server = ServerProcess.start(home, Map.of())) {
      ServerProcess.Result second = ServerProcess.run(home, Map.of("PORT", "0"), "serve");
      assertThat(second.exitCode()).isNotZero();
      assertThat(second.output()).contains("candlewick serve, http://127.0.0.1:" + server.port());
    }
  }

  @Test
  void aServerThatStopsAlsoStopsItsPostgres() {
    Path running = home.resolve("data/postmaster.pid");
    try (ServerProcess server = ServerProcess.start(home, Map.of())) {
      assertThat(server.get("/health").statusCode()).isEqualTo(200);
      assertThat(running).exists();
    }
    assertThat(running).doesNotExist();
  }

  @Test
  void wrongArgumentsAndSettingsEndWithTwo() {
    assertThat(ServerProcess.run(home, Map.of(), "backfill", "BTCUSDT", "2m").exitCode())
        .isEqualTo(2);
    ServerProcess.Result settings =
        ServerProcess.run(home, Map.of("PORT", "x", "REQUEST_TIMEOUT", "never"), "serve");
    assertThat(settings.exitCode()).isEqualTo(2);
    assertThat(settings.output()).contains("PORT").contains("REQUEST_TIMEOUT");
  }

  private static JsonNode coverage(ServerProcess server) throws IOException {
    return JSON.readTree(server.get("/api/v1/coverage?symbol=BTCUSDT").body()).path(0);
  }

  private static long eventually(ServerProcess server, long least) throws Exception {
    return Waiting.until(
        () -> coverage(server).path("candles").longValue(), candles -> candles >= least);
  }
}
