package dev.candlewick.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.candlewick.testing.BinanceReplay;
import dev.candlewick.testing.Fault;
import dev.candlewick.testing.LoopbackVenues;
import dev.candlewick.testing.ServerProcess;
import dev.candlewick.testing.Waiting;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Series, estimates, new attempts of backfills, and venues, by the packaged server and venues on
/// the loopback. Each test has a market of its own.
class DataApiIT {
  private static final Instant DAY = Instant.parse("2023-06-05T00:00:00Z");
  private static final Duration LONG = Duration.ofMinutes(3);

  @TempDir private static Path home;
  private static final LoopbackVenues VENUES = new LoopbackVenues();
  private static final BinanceReplay BINANCE =
      BinanceReplay.of(
          Map.of(
              "ESTUSDT-1h", rows(IntStream.range(0, 2500).toArray()),
              "GAPUSDT-1h", rows(0, 1, 2, 6, 7, 8, 9),
              "BADUSDT-1h", rows(0, 1, 2, 3),
              "LIMUSDT-1h", rows(0, 1, 2),
              "CLIUSDT-1h", rows(0, 1, 2),
              "ENDUSDT-1h", rows(0, 1)));
  private static ServerProcess server;

  /// The first request has the venue's listing fetched, so that a fault meets a request for
  /// candles.
  @BeforeAll
  static void start() {
    server = ServerProcess.start(home, settings());
    Waiting.until(
        LONG,
        () -> server.post("/api/v1/backfills/estimate", body("LIMUSDT", "binance", 0, 3)),
        response -> response.statusCode() == 200);
  }

  private static Map<String, String> settings() {
    Map<String, String> settings = new HashMap<>(VENUES.settings());
    settings.put("BINANCE_BASE_URL", BINANCE.uri().toString());
    return settings;
  }

  @AfterAll
  static void stop() {
    server.close();
    BINANCE.close();
    VENUES.close();
  }

  private static Instant hour(int hour) {
    return DAY.plus(Duration.ofHours(hour));
  }

  private static List<String> rows(int... hours) {
    List<String> rows = new ArrayList<>();
    for (int hour : hours) {
      long open = hour(hour).toEpochMilli();
      rows.add(
          "[%d,\"10\",\"12\",\"9\",\"11\",\"5\",%d,\"55\",3,\"2\",\"22\",\"0\"]"
              .formatted(open, open + 3_599_999));
    }
    return rows;
  }

  private static JsonNode json(HttpResponse<String> response) {
    return Objects.requireNonNull(People.json(response));
  }

  private static JsonNode get(String path) {
    HttpResponse<String> response = server.get(path);
    assertThat(response.statusCode()).as(path + " " + response.body()).isEqualTo(200);
    return json(response);
  }

  private static String body(String symbol, String provider, int from, int to) {
    return "{\"symbol\":\"%s\",\"interval\":\"1h\",\"provider\":\"%s\",\"from\":\"%s\",\"to\":\"%s\"}"
        .formatted(symbol, provider, hour(from), hour(to));
  }

  private static JsonNode accepted(HttpResponse<String> response) {
    assertThat(response.statusCode()).as(response.body()).isEqualTo(202);
    JsonNode job = json(response);
    assertThat(response.headers().firstValue("Location").orElse(""))
        .endsWith("/api/v1/backfills/" + job.path("id").asText());
    return job;
  }

  private static JsonNode started(String symbol, String provider, int from, int to) {
    return accepted(server.post("/api/v1/backfills", body(symbol, provider, from, to)));
  }

  private static JsonNode job(JsonNode job) {
    return get("/api/v1/backfills/" + job.path("id").asText());
  }

  private static JsonNode ended(JsonNode job) {
    return Waiting.until(
        LONG,
        () -> job(job),
        now -> !Set.of("queued", "running").contains(now.path("state").asText()));
  }

  private static HttpResponse<String> retry(JsonNode job) {
    return server.post("/api/v1/backfills/" + job.path("id").asText() + "/retry", "");
  }

  @Test
  void theEstimateOfABackfillIsWhatItThenDoes() {
    String body = body("EST/USDT", "binance", 0, 2500);
    JsonNode estimate = json(server.post("/api/v1/backfills/estimate", body));
    assertThat(estimate.path("candles").intValue()).isEqualTo(2500);
    assertThat(estimate.path("to_fetch").intValue()).isEqualTo(2500);
    assertThat(estimate.path("requests").intValue()).isEqualTo(3);
    assertThat(estimate.path("seconds").doubleValue()).isPositive().isLessThan(600);
    assertThat(estimate.at("/series/0/symbol").textValue()).isEqualTo("ESTUSDT");
    assertThat(BINANCE.requests())
        .noneMatch(request -> request.pathAndQuery().contains("symbol=ESTUSDT"));
    JsonNode done = ended(started("EST/USDT", "binance", 0, 2500));
    assertThat(done.path("state").textValue()).as(server.log()).isEqualTo("done");
    assertThat(done.path("total")).isEqualTo(estimate.path("candles"));
    assertThat(done.path("inserted")).isEqualTo(estimate.path("to_fetch"));
    assertThat(done.path("requests")).isEqualTo(estimate.path("requests"));
    JsonNode again = json(server.post("/api/v1/backfills/estimate/", body));
    assertThat(again.path("stored").intValue()).isEqualTo(2500);
    assertThat(again.path("requests").intValue()).isZero();
  }

  @Test
  void anEstimateNamesAllWrongFields() {
    HttpResponse<String> response =
        server.post(
            "/api/v1/backfills/estimate",
            "{\"provider\":\"mtgox\",\"interval\":\"7h\",\"from\":1}");
    assertThat(response.statusCode()).isEqualTo(422);
    assertThat(json(response).at("/error/details/errors").findValuesAsText("field"))
        .contains("body.provider", "body.interval", "body.from");
  }

  @Test
  void aFailedBackfillIsStartedAgainForWhatItLacks() {
    BINANCE.enqueue(Fault.highBelowLow(), Fault.highBelowLow());
    JsonNode failed = ended(started("BADUSDT", "binance", 0, 4));
    assertThat(failed.path("state").textValue()).isEqualTo("failed");
    JsonNode next = accepted(retry(failed));
    assertThat(next.path("id").longValue()).isGreaterThan(failed.path("id").longValue());
    assertThat(next.path("from")).isEqualTo(failed.path("from"));
    JsonNode done = ended(next);
    assertThat(done.path("state").textValue()).as(server.log()).isEqualTo("done");
    assertThat(done.path("inserted").intValue()).isEqualTo(1);
    assertThat(done.path("duplicates").intValue()).isEqualTo(3);
    HttpResponse<String> refused = retry(done);
    assertThat(refused.statusCode()).as(refused.body()).isEqualTo(409);
    assertThat(json(refused).at("/error/code").textValue()).isEqualTo("CONFLICT");
  }

  @ParameterizedTest
  @CsvSource({"/api/v1/backfills/999999/retry", "/api/v1/backfills/x/retry"})
  void aBackfillThatDoesNotExistIsNotStartedAgain(String path) {
    assertThat(server.post(path, "").statusCode()).isEqualTo(404);
  }

  @Test
  void aBackfillWaitsWhileItsVenueIsPausedAndThenGoesOn() {
    BINANCE.enqueue(Fault.tooManyRequests(15));
    JsonNode job = started("LIMUSDT", "binance", 0, 3);
    JsonNode waiting = Waiting.until(LONG, () -> job(job), now -> now.path("waiting").has("until"));
    assertThat(waiting.at("/waiting/for").textValue()).isEqualTo("Binance: too many requests");
    assertThat(Instant.parse(waiting.at("/waiting/until").textValue()))
        .isBefore(Instant.now().plusSeconds(20));
    JsonNode binance = venue("binance");
    assertThat(binance.path("state").textValue()).isEqualTo("waiting");
    assertThat(binance.path("circuit").textValue()).isEqualTo("closed");
    assertThat(binance.path("retry_at").isTextual()).isTrue();
    JsonNode done = ended(job);
    assertThat(done.path("state").textValue()).as(server.log()).isEqualTo("done");
    assertThat(done.path("waiting").isNull()).isTrue();
  }

  @Test
  void theCommandShowsWhatABackfillWaitsFor() {
    BINANCE.enqueue(Fault.tooManyRequests(15));
    ServerProcess.Result result =
        ServerProcess.run(
            home,
            settings(),
            "backfill",
            "CLIUSDT",
            "1h",
            "--from",
            hour(0).toString(),
            "--to",
            hour(3).toString());
    assertThat(result.exitCode()).as(result.output()).isZero();
    assertThat(result.output()).contains(", waiting for Binance: too many requests until ");
  }

  /// Kraken is of no other test: it is down for a while.
  @Test
  void aCancelledBackfillIsStartedAgainOnceItsVenueResponds() {
    get("/api/v1/venues");
    JsonNode listed = started("XBTUSD", "kraken", 0, 1);
    ended(listed);
    VENUES.away("kraken", true);
    JsonNode job =
        accepted(
            server.post(
                "/api/v1/backfills",
                "{\"symbol\":\"XBTUSD\",\"interval\":\"4h\",\"provider\":\"kraken\",\"from\":\"%s\"}"
                    .formatted(Instant.now().minus(Duration.ofDays(3)))));
    JsonNode waiting = Waiting.until(LONG, () -> job(job), now -> now.path("waiting").has("for"));
    assertThat(waiting.at("/waiting/for").textValue()).startsWith("Kraken: ");
    JsonNode kraken = venue("kraken");
    assertThat(kraken.path("state").textValue()).isIn("down", "waiting");
    assertThat(kraken.path("circuit").textValue()).isIn("open", "half_open");
    assertThat(kraken.path("fault").isTextual()).isTrue();
    String path = "/api/v1/backfills/" + job.path("id").asText();
    assertThat(retry(job).statusCode()).as("it is running").isEqualTo(409);
    assertThat(server.send("DELETE", path, "").statusCode()).isEqualTo(202);
    assertThat(ended(job).path("state").textValue()).isEqualTo("cancelled");
    VENUES.away("kraken", false);
    JsonNode done = ended(accepted(retry(job)));
    assertThat(done.path("state").textValue()).as(server.log()).isEqualTo("done");
    JsonNode series = get("/api/v1/series?provider=kraken&interval=4h").at("/series/0");
    assertThat(series.path("note").textValue())
        .isEqualTo("Kraken keeps only its last 720 candles.");
    assertThat(series.path("market").textValue()).isEqualTo("BTCUSD@kraken");
  }

  @Test
  void aSeriesShowsItsStretchAndAZoomItsGaps() {
    JsonNode done = ended(started("GAPUSDT", "binance", 0, 10));
    assertThat(done.path("state").textValue()).as(server.log()).isEqualTo("done");
    JsonNode row = get("/api/v1/series?symbol=GAP-USDT&buckets=10").at("/series/0");
    assertThat(row.path("market").textValue()).isEqualTo("GAPUSDT@binance");
    assertThat(row.path("symbol").textValue()).isEqualTo("GAP/USDT");
    assertThat(row.path("simulated").booleanValue()).isFalse();
    assertThat(row.path("posted").booleanValue()).isFalse();
    assertThat(row.path("candles").intValue()).isEqualTo(7);
    assertThat(row.path("from").textValue()).isEqualTo(hour(0).toString());
    assertThat(row.path("confirmed_empty").intValue()).isEqualTo(3);
    assertThat(row.path("covered_percent").textValue()).matches("0\\.\\d\\d");
    assertThat(row.path("spans").size()).isBetween(1, 10);
    String path = "/api/v1/series/" + row.path("series_id").asText();
    JsonNode zoom = get(path + "?from=%s&to=%s".formatted(hour(0), hour(12)));
    assertThat(states(zoom.path("spans")))
        .isEqualTo(
            Map.of(
                hour(0) + " covered", 3,
                hour(3) + " confirmed_empty", 3,
                hour(6) + " covered", 4,
                hour(10) + " missing", 2));
    assertThat(zoom.path("covered_percent").textValue()).isEqualTo("77.78");
    assertThat(zoom.path("gaps_total").intValue()).isEqualTo(2);
    assertThat(states(zoom.path("gaps")).keySet())
        .containsExactlyInAnyOrder(hour(10) + " missing", hour(3) + " confirmed_empty");
    assertThat(zoom.at("/gaps/0/state").textValue()).isEqualTo("missing");
    JsonNode one = get(path + "/?limit=1&to=" + hour(12));
    assertThat(one.path("gaps").size()).isEqualTo(1);
    assertThat(one.path("gaps_total").intValue()).isEqualTo(2);
  }

  private static Map<String, Integer> states(JsonNode spans) {
    Map<String, Integer> states = new TreeMap<>();
    spans.forEach(span ->
        states.put(
            span.path("from").asText() + " " + span.path("state").asText(),
            span.path("candles").asInt()));
    return states;
  }

  @Test
  void theTotalsAreThoseOfTheList() {
    ended(started("ENDUSDT", "binance", 0, 2));
    JsonNode list = get("/api/v1/series/");
    long candles = 0;
    for (JsonNode row : list.path("series")) candles += row.path("candles").longValue();
    assertThat(list.at("/totals/series").intValue()).isEqualTo(list.path("series").size());
    assertThat(list.at("/totals/candles").longValue()).isEqualTo(candles).isPositive();
    assertThat(list.at("/totals/with_missing").longValue()).isPositive();
    assertThat(get("/api/v1/series?provider=mtgox").at("/totals/series").intValue()).isZero();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          /api/v1/series?buckets=9                    | 422 | query.buckets
          /api/v1/series?buckets=2001&interval=7h     | 422 | query.interval
          /api/v1/series?colour=1                     | 422 | query.colour
          /api/v1/series/999999                       | 404 | There is no series
          /api/v1/series/x                            | 404 | There is no series
          """)
  void aWrongRequestIsRejected(String path, int status, String text) {
    HttpResponse<String> response = server.get(path);
    assertThat(response.statusCode()).isEqualTo(status);
    assertThat(response.body()).contains(text);
  }

  private static JsonNode venue(String name) {
    for (JsonNode venue : get("/api/v1/venues")) {
      if (venue.path("venue").asText().equals(name)) return venue;
    }
    throw new AssertionError("no venue " + name);
  }

  @Test
  void everyVenueStatesItsBudgetItsHistoryItsFeedAndItsPoll() {
    ended(started("ENDUSDT", "binance", 0, 2));
    assertThat(get("/api/v1/venues/").findValuesAsText("name"))
        .containsExactly("Binance", "Coinbase", "Kraken", "CoinGecko", "Simulated");
    JsonNode binance = venue("binance");
    assertThat(binance.path("unit").textValue()).isEqualTo("weight");
    assertThat(binance.path("limit").intValue()).isPositive();
    assertThat(binance.path("window_seconds").intValue()).isEqualTo(60);
    assertThat(binance.path("history").textValue()).isEqualTo("full");
    assertThat(binance.path("keeps").isNull()).isTrue();
    assertThat(binance.path("feed").isNull()).as("no address of a feed").isTrue();
    assertThat(binance.path("intervals").get(0).textValue()).isEqualTo("1s");
    JsonNode kraken = venue("kraken");
    assertThat(kraken.path("keeps").intValue()).isEqualTo(720);
    assertThat(kraken.path("history").textValue()).isEqualTo("last 720 candles");
    assertThat(kraken.path("limit").intValue()).isEqualTo(60);
    assertThat(kraken.path("unit").textValue()).isEqualTo("requests");
    JsonNode simulated = venue("simulated");
    assertThat(simulated.path("simulated").booleanValue()).isTrue();
    assertThat(simulated.path("limit").isNull()).isTrue();
    assertThat(simulated.at("/feed/state").isTextual()).isTrue();
    JsonNode polled =
        Waiting.until(() -> venue("coingecko"), now -> !now.at("/poll/last").isNull());
    assertThat(polled.path("state").textValue()).isEqualTo("ok");
    assertThat(polled.path("history").isNull()).isTrue();
    assertThat(polled.at("/poll/next").isTextual()).isTrue();
    assertThat(polled.at("/poll/instruments").intValue()).isPositive();
    assertThat(polled.path("feed").isNull()).isTrue();
  }

  @Test
  void theFeedOfAFollowedSeriesHasALatency() {
    JsonNode job =
        accepted(
            server.post(
                "/api/v1/backfills",
                "{\"symbol\":\"BTCUSDT\",\"interval\":\"1m\",\"provider\":\"simulated\",\"from\":\"%s\",\"follow\":true}"
                    .formatted(Instant.now().minusSeconds(600))));
    assertThat(ended(job).path("state").textValue()).isEqualTo("done");
    JsonNode simulated =
        Waiting.until(
            LONG, () -> venue("simulated"), now -> now.at("/feed/latency_millis").isNumber());
    assertThat(simulated.at("/feed/latency_millis").longValue()).isNotNegative();
    assertThat(simulated.at("/feed/state").textValue()).isIn("live", "connecting");
    assertThat(simulated.path("state").textValue()).isEqualTo("ok");
  }
}
