package dev.candlewick.ingest.backfill;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.candlewick.testing.BinanceReplay;
import dev.candlewick.testing.Fault;
import dev.candlewick.testing.ServerProcess;
import dev.candlewick.testing.SharedData;
import dev.candlewick.testing.Waiting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Backfills of the packaged program against recorded Binance data: complete, each candle once, and
/// complete again after every kind of crash.
class BackfillIT {
  private static final JsonMapper JSON = new JsonMapper();
  private static final Instant END = Instant.parse("2026-04-30T04:00:00Z");
  private static final int ROWS = 72_866;
  private static final String PAGE = "/api/v3/klines";
  private static final String RANGE =
      "\"provider\":\"binance\",\"from\":\"2018-01-01\",\"to\":\"2026-04-30T04:00:00Z\"}";

  @TempDir private Path home;

  private static Map<String, String> settings(BinanceReplay venue) {
    return Map.of("BINANCE_BASE_URL", venue.uri().toString(), "REQUEST_TIMEOUT", "2");
  }

  private static JsonNode json(String text) throws IOException {
    return JSON.readTree(text);
  }

  private static void assertComplete(JsonNode coverage) {
    assertThat(coverage.path("candles").intValue()).isEqualTo(ROWS);
    assertThat(coverage.path("states").path("confirmed_empty").path("spans").intValue())
        .isEqualTo(27);
    assertThat(coverage.path("states").path("confirmed_empty").path("candles").intValue())
        .isEqualTo(122);
    assertThat(coverage.path("states").path("missing").path("spans").intValue()).isZero();
    assertThat(coverage.path("states").path("failed").path("spans").intValue()).isZero();
  }

  @Test
  void theCommandStoresEveryCandleConfirmsTheGapsAndRequestsOnlyOnce() throws IOException {
    try (BinanceReplay venue = BinanceReplay.over(SharedData.required()).time(END)) {
      String[] command = {
        "backfill", "BTCUSDT", "1h", "--from", "2018-01-01", "--to", "2026-04-30T04:00:00Z"
      };
      ServerProcess.Result first = ServerProcess.run(home, settings(venue), command);
      assertThat(first.exitCode()).as(first.output()).isZero();
      assertThat(first.output())
          .contains("72,866 inserted, 0 already there, 122 confirmed empty, of 72,988;")
          .contains("27 span(s), 122 candles");
      long requests = venue.count(PAGE);
      assertThat(requests).as("73 pages, and one request a gap").isEqualTo(73 + 27);
      ServerProcess.Result second = ServerProcess.run(home, settings(venue), command);
      assertThat(second.exitCode()).as(second.output()).isZero();
      assertThat(second.output())
          .contains(" 0 inserted, 72,866 already there, 122 confirmed empty, of 72,988;")
          .contains(" 0 requests");
      assertThat(venue.count(PAGE)).isEqualTo(requests);
      ServerProcess.Result coverage =
          ServerProcess.run(home, settings(venue), "coverage", "BTCUSDT", "1h", "--json");
      String line =
          coverage.output().lines().filter(l -> l.startsWith("[")).findFirst().orElseThrow();
      assertComplete(json(line).get(0));
    }
  }

  @Test
  void killedTenTimesTheServerStillEndsWithEveryCandleOnce() throws Exception {
    try (BinanceReplay venue = BinanceReplay.over(SharedData.required()).time(END)) {
      venue.latency(Duration.ofMillis(60));
      Random random = new Random(7);
      ServerProcess server = ServerProcess.start(home, settings(venue));
      String job =
          json(server
                  .post("/api/v1/backfills", "{\"symbol\":\"BTCUSDT\",\"interval\":\"1h\"," + RANGE)
                  .body())
              .path("id")
              .asText();
      for (int kill = 0; kill < 10; kill++) {
        Waiting.delay(Duration.ofMillis(random.nextInt(700)));
        server.kill();
        server = ServerProcess.start(home, settings(venue));
      }
      venue.latency(Duration.ZERO);
      JsonNode done = await(server, job);
      assertThat(done.path("state").textValue()).isEqualTo("done");
      assertThat(done.path("inserted").intValue()).isEqualTo(ROWS);
      assertThat(done.path("duplicates").intValue()).isZero();
      assertComplete(json(server.get("/api/v1/coverage?symbol=BTCUSDT").body()).get(0));
      server.close();
    }
  }

  @Test
  void aKilledPostgresComesBackAndNothingIsLost() throws Exception {
    try (BinanceReplay venue = BinanceReplay.over(SharedData.required()).time(END);
        ServerProcess server = ServerProcess.start(home, settings(venue))) {
      venue.latency(Duration.ofMillis(40));
      String job =
          json(server
                  .post("/api/v1/backfills", "{\"symbol\":\"BTCUSDT\",\"interval\":\"1h\"," + RANGE)
                  .body())
              .path("id")
              .asText();
      Waiting.until(
          () -> json(server.get("/api/v1/coverage?symbol=BTCUSDT").body()).path(0),
          coverage -> coverage.path("candles").longValue() > 0);
      killPostgres();
      JsonNode done = await(server, job);
      assertThat(done.path("state").textValue()).as(server.log()).isEqualTo("done");
      assertComplete(json(server.get("/api/v1/coverage?symbol=BTCUSDT").body()).get(0));
    }
  }

  @Test
  void bansFailuresAndWrongRowsOfAVenueCauseNoWrongCandle() throws Exception {
    try (BinanceReplay venue = BinanceReplay.over(SharedData.required()).time(END);
        ServerProcess server = ServerProcess.start(home, settings(venue))) {
      venue.enqueue(
          Fault.tooManyRequests(2),
          Fault.badGatewayHtml(),
          Fault.truncated(),
          Fault.banned(3),
          Fault.outOfOrder(),
          Fault.duplicated(),
          Fault.negative(),
          Fault.highBelowLow(),
          Fault.misaligned(),
          Fault.outsideRange(),
          Fault.hang(Duration.ofSeconds(3)),
          Fault.html200());
      String job =
          json(server
                  .post("/api/v1/backfills", "{\"symbol\":\"BTCUSDT\",\"interval\":\"1h\"," + RANGE)
                  .body())
              .path("id")
              .asText();
      JsonNode done = await(server, job);
      assertThat(done.path("state").textValue()).as(server.log()).isEqualTo("done");
      assertComplete(json(server.get("/api/v1/coverage?symbol=BTCUSDT").body()).get(0));
      assertThat(venue.requestsInsideBan()).isEmpty();
    }
  }

  @Test
  void missingOrUnknownCandlesAreReportedAndAreNoSuccess() {
    Map<String, String> quiet = Map.of("PROVIDER_ORDER", "simulated");
    ServerProcess.Result nothing = ServerProcess.run(home, quiet, "backfill");
    assertThat(nothing.exitCode()).as(nothing.output()).isEqualTo(2);
    assertThat(nothing.output()).contains("SYMBOL and INTERVAL are missing");
    ServerProcess.Result half = ServerProcess.run(home, quiet, "backfill", "BTCUSDT");
    assertThat(half.exitCode()).as(half.output()).isEqualTo(2);
    assertThat(half.output()).contains("INTERVAL is missing");
    ServerProcess.Result week =
        ServerProcess.run(home, quiet, "backfill", "BTCUSD", "1w", "--provider", "kraken");
    assertThat(week.exitCode()).as(week.output()).isEqualTo(2);
    assertThat(week.output())
        .contains("kraken has no candles of 1w; it has 1m 5m 15m 30m 1h 4h 1d");
    ServerProcess.Result coverage = ServerProcess.run(home, quiet, "coverage", "NOPE", "1h");
    assertThat(coverage.exitCode()).as(coverage.output()).isEqualTo(1);
    assertThat(coverage.output()).contains("no series is known of NOPE 1h");
    assertThat(ServerProcess.run(home, quiet, "coverage").exitCode()).isZero();
    ServerProcess.Result cancel = ServerProcess.run(home, quiet, "backfill", "cancel", "99");
    assertThat(cancel.exitCode()).as(cancel.output()).isEqualTo(1);
    assertThat(cancel.output()).contains("there is no backfill 99");
  }

  @Test
  void ctrlCDetachesAndReportsThatTheJobContinuesAndHowToCancelIt() throws Exception {
    try (BinanceReplay venue = BinanceReplay.over(SharedData.required()).time(END);
        ServerProcess server = ServerProcess.start(home, settings(venue))) {
      venue.latency(Duration.ofMillis(500));
      Path log = Files.createTempFile(home, "watch", ".log");
      Process watching =
          ServerProcess.launch(
              home, settings(venue), log, "backfill", "BTCUSDT", "1h", "--from", "2018-01-01");
      awaitText(log, "backfill 1 running");
      assertThat(
              new ProcessBuilder("kill", "-INT", Long.toString(watching.pid())).start().waitFor())
          .isZero();
      assertThat(watching.waitFor(30, TimeUnit.SECONDS)).isTrue();
      assertThat(Files.readString(log))
          .contains("detached: backfill 1 continues in the server")
          .contains("candlewick backfill cancel 1");
      assertThat(json(server.get("/api/v1/backfills/1").body()).path("state").textValue())
          .isEqualTo("running");
      ServerProcess.Result cancel =
          ServerProcess.run(home, settings(venue), "backfill", "cancel", "1");
      assertThat(cancel.exitCode()).as(cancel.output()).isZero();
      assertThat(await(server, "1").path("state").textValue()).isEqualTo("cancelled");
      ServerProcess.Result again =
          ServerProcess.run(home, settings(venue), "backfill", "cancel", "1");
      assertThat(again.exitCode()).as(again.output()).isEqualTo(1);
      assertThat(again.output()).contains("backfill 1 has ended already: cancelled");
    }
  }

  private static void awaitText(Path log, String text) throws Exception {
    Waiting.until(() -> Files.readString(log), printed -> printed.contains(text));
  }

  private void killPostgres() throws IOException {
    String pid = Files.readAllLines(home.resolve("data/postmaster.pid")).getFirst();
    assertThat(ProcessHandle.of(Long.parseLong(pid.strip())).orElseThrow().destroyForcibly())
        .isTrue();
  }

  private static JsonNode await(ServerProcess server, String job) throws Exception {
    return Waiting.until(
        Duration.ofMinutes(3),
        () -> json(server.get("/api/v1/backfills/" + job).body()),
        backfill ->
            backfill.has("state")
                && !Set.of("queued", "running").contains(backfill.path("state").asText()));
  }
}
