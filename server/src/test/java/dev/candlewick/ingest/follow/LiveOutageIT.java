package dev.candlewick.ingest.follow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.candlewick.testing.LiveVenue;
import dev.candlewick.testing.ServerProcess;
import dev.candlewick.testing.StreamClient;
import dev.candlewick.testing.Waiting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The whole path from a venue that trades now to a client of the stream, while the venue, the
/// database and the server fail one after the other: what a client receives, and that the stored
/// series has no gap afterwards.
class LiveOutageIT {
  private static final JsonMapper JSON = new JsonMapper();
  private static final String CANDLES = "candles:1s:BTCUSDT@binance";

  @TempDir private Path home;
  private final Instant from = Instant.now().minusSeconds(20).truncatedTo(ChronoUnit.SECONDS);

  @Test
  void afterEachOutageTheSeriesHasNoGapAndTheClientContinues() throws Exception {
    try (LiveVenue venue = new LiveVenue()) {
      Map<String, String> settings = venue.settings();
      try (ServerProcess server = ServerProcess.start(home, settings)) {
        follow(server);
        try (StreamClient client = StreamClient.connect(server.port(), "/api/v1/stream")) {
          client.subscribe("candles:1s:BTCUSDT", "prints:BTCUSDT", "last:BTCUSDT");
          flows(client, 5);
          feedAlone(venue, client);
          venue.away(true);
          degrades(server);
          venue.away(false);
          flows(client, 3);
          killPostgres();
          flows(client, 3);
          settles(server);
          server.kill();
          assertThat(client.closeCode()).isNotIn(1000, 1001);
        }
      }
      Waiting.delay(Duration.ofSeconds(3));
      try (ServerProcess server = ServerProcess.start(home, settings);
          StreamClient client = StreamClient.connect(server.port(), "/api/v1/stream")) {
        client.subscribe(CANDLES);
        flows(client, 3);
        settles(server);
      }
    }
  }

  private static void degrades(ServerProcess server) throws Exception {
    Waiting.until(() -> json(server.get("/health")).path("status").asText(), "degraded"::equals);
  }

  private void follow(ServerProcess server) throws Exception {
    String order =
        "{\"symbol\":\"BTCUSDT\",\"interval\":\"1s\",\"provider\":\"binance\",\"from\":\"%s\",\"follow\":true}"
            .formatted(from);
    assertThat(server.post("/api/v1/backfills", order).statusCode()).isEqualTo(202);
    Waiting.until(
        () -> json(server.get("/api/v1/coverage?symbol=BTCUSDT")).path(0),
        coverage -> coverage.path("follow").asBoolean());
    String prints = "{\"provider\":\"binance\",\"symbol\":\"BTCUSDT\"}";
    assertThat(server.post("/api/v1/feeds/prints", prints).statusCode()).isEqualTo(201);
  }

  /// Waits until the client has received this many closed candles, each later than all before. One
  /// that was missed and then fetched may come between them.
  private static void flows(StreamClient client, int candles) {
    AtomicReference<Instant> last = new AtomicReference<>(Instant.MIN);
    for (int i = 0; i < candles; i++) {
      JsonNode candle =
          client.data(
              CANDLES, one -> one.path("closed").asBoolean() && open(one).isAfter(last.get()));
      last.set(open(candle));
    }
  }

  private static Instant open(JsonNode candle) {
    return Instant.parse(candle.path("open_time").asText());
  }

  /// Verifies that no candle is requested from the venue while the feed works.
  private static void feedAlone(LiveVenue venue, StreamClient client) {
    flows(client, 5);
    int before = venue.pages();
    flows(client, 5);
    assertThat(venue.pages()).isEqualTo(before);
  }

  /// Verifies that everything up to now is stored: each second once, each trade once.
  private void settles(ServerProcess server) throws Exception {
    Instant to = Instant.now().minusSeconds(2).truncatedTo(ChronoUnit.SECONDS);
    List<Instant> expected = new ArrayList<>();
    for (Instant open = from; open.isBefore(to); open = open.plusSeconds(1)) expected.add(open);
    Waiting.until(() -> opens(server, to), expected::equals);
    JsonNode states = json(server.get("/api/v1/coverage?symbol=BTCUSDT")).path(0).path("states");
    assertThat(states.path("missing").path("spans").intValue()).isZero();
    assertThat(states.path("failed").path("spans").intValue()).isZero();
    assertThat(states.path("confirmed_empty").path("spans").intValue()).isZero();
    assertPrints(server);
  }

  private List<Instant> opens(ServerProcess server, Instant to) throws IOException {
    var response =
        server.get(
            "/historical_prices?symbol=BTCUSDT&interval=1s&order=asc&limit=1000&from=%s&to=%s"
                .formatted(from, to.minusSeconds(1)));
    List<Instant> opens = new ArrayList<>();
    if (response.statusCode() == 200) {
      json(response).forEach(row -> opens.add(Instant.parse(row.path("open_time").asText())));
    }
    return opens;
  }

  /// Verifies that there are two prints a second, from the first stored one on.
  private static void assertPrints(ServerProcess server) throws Exception {
    Instant before = Instant.now().minusSeconds(3).truncatedTo(ChronoUnit.SECONDS);
    String path = "/trades?symbol=BTCUSDT&limit=1000&to=" + before;
    Waiting.until(() -> times(server, path), LiveOutageIT::everySecondTwice);
  }

  private static List<Instant> times(ServerProcess server, String path) throws IOException {
    List<Instant> times = new ArrayList<>();
    json(server.get(path)).forEach(row -> times.add(Instant.parse(row.path("timestamp").asText())));
    return times;
  }

  /// The times are newest first, as they are listed; the oldest second may be incomplete.
  private static boolean everySecondTwice(List<Instant> times) {
    for (int i = 1; i < times.size(); i++) {
      long step = Duration.between(times.get(i), times.get(i - 1)).toMillis();
      if (step != 400 && step != 600) return false;
    }
    return times.size() > 20;
  }

  private void killPostgres() throws IOException {
    String pid = Files.readAllLines(home.resolve("data/postmaster.pid")).getFirst();
    assertThat(ProcessHandle.of(Long.parseLong(pid.strip())).orElseThrow().destroyForcibly())
        .isTrue();
  }

  private static JsonNode json(java.net.http.HttpResponse<String> response) throws IOException {
    return JSON.readTree(response.body());
  }
}
