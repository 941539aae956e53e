package dev.candlewick.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Proves that the replay responds by Binance's documented rules, since other tests rely on it.
class BinanceReplayTest {
  private static final long HOUR = 3_600_000;
  private static final long FIRST = 1_704_067_200_000L;

  private final BinanceReplay replay =
      BinanceReplay.of(
          Map.of("BTCUSDT-1h", IntStream.range(0, 1200).mapToObj(i -> row(i)).toList()));
  private final HttpClient client = HttpClient.newHttpClient();

  @AfterEach
  void close() {
    client.close();
    replay.close();
  }

  @Test
  void withoutBoundsTheNewestFiveHundredComeAscending() throws Exception {
    assertThat(opens("")).isEqualTo(hours(700, 1200));
  }

  @Test
  void withAStartTheOldestFromItCome() throws Exception {
    assertThat(opens("&limit=3&startTime=" + (FIRST + HOUR))).isEqualTo(hours(1, 4));
    assertThat(opens("&limit=2&startTime=" + (FIRST + HOUR + 1))).isEqualTo(hours(2, 4));
    assertThat(opens("&limit=5000&startTime=0")).isEqualTo(hours(0, 1000));
  }

  @Test
  void withAnEndTheNewestUpToItCome() throws Exception {
    assertThat(opens("&limit=2&endTime=" + (FIRST + 5 * HOUR))).isEqualTo(hours(4, 6));
    assertThat(opens("&limit=2&endTime=" + (FIRST + 5 * HOUR - 1))).isEqualTo(hours(3, 5));
  }

  @Test
  void withBothBoundsTheOldestComeUpToTheEnd() throws Exception {
    assertThat(opens("&startTime=%d&endTime=%d".formatted(FIRST + HOUR, FIRST + 3 * HOUR)))
        .isEqualTo(hours(1, 4));
    assertThat(opens("&startTime=%d&endTime=%d".formatted(FIRST + 1, FIRST + 2))).isEmpty();
  }

  @Test
  void nothingOpensAfterTheVenuesTime() throws Exception {
    replay.time(Instant.ofEpochMilli(FIRST + 2 * HOUR + 5));
    assertThat(opens("")).isEqualTo(hours(0, 3));
  }

  @Test
  void unknownSymbolsAndIntervalsAreRefusedByCode() throws Exception {
    HttpResponse<String> symbol = get("/api/v3/klines?symbol=NOPE&interval=1h");
    assertThat(symbol.statusCode()).isEqualTo(400);
    assertThat(symbol.body()).contains("-1121");
    assertThat(get("/api/v3/klines?symbol=BTCUSDT&interval=7m").body()).contains("-1120");
    assertThat(get("/api/v3/klines?symbol=BTCUSDT&interval=1m").body()).isEqualTo("[]");
  }

  @Test
  void usedWeightIsCountedOnEveryReply() throws Exception {
    replay.clock(() -> Instant.EPOCH);
    get("/api/v3/klines?symbol=BTCUSDT&interval=1h");
    HttpResponse<String> second = get("/api/v3/ping");
    assertThat(second.headers().firstValue("X-MBX-USED-WEIGHT-1M")).contains("3");
  }

  @Test
  void requestsInsideABanAreRecorded() throws Exception {
    replay.enqueue(Fault.banned(60));
    assertThat(get("/api/v3/time").statusCode()).isEqualTo(418);
    assertThat(replay.requestsInsideBan()).isEmpty();
    get("/api/v3/time");
    assertThat(replay.requestsInsideBan()).hasSize(1);
  }

  @Test
  void recordingsAreServedAsTheyAre() throws Exception {
    try (BinanceReplay recorded = BinanceReplay.over(SharedData.required())) {
      String months = get(at(recorded, "/api/v3/klines?symbol=BTCUSDT&interval=1M&startTime=0"));
      assertThat(opensOf(months)).hasSize(104).isSorted();
      String early =
          get(
              at(
                  recorded,
                  "/api/v3/klines?symbol=BTCUSDT&interval=1h&limit=1&startTime=1518048000000"));
      assertThat(early).contains("1518049694788");
      assertThat(get(at(recorded, "/api/v3/exchangeInfo"))).contains("\"ETHUSDT\"");
    }
  }

  private List<Long> opens(String more) throws IOException, InterruptedException {
    return opensOf(get("/api/v3/klines?symbol=BTCUSDT&interval=1h" + more).body());
  }

  private static List<Long> opensOf(String body) {
    return Pattern.compile("\\[(\\d+)")
        .matcher(body)
        .results()
        .map(m -> m.group(1))
        .map(Long::valueOf)
        .toList();
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(replay.uri().resolve(path)).build();
    return client.send(request, HttpResponse.BodyHandlers.ofString());
  }

  private static URI at(BinanceReplay replay, String path) {
    return replay.uri().resolve(path);
  }

  private String get(URI uri) throws IOException, InterruptedException {
    return client
        .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString())
        .body();
  }

  private static List<Long> hours(int from, int to) {
    return LongStream.range(from, to).map(i -> FIRST + i * HOUR).boxed().toList();
  }

  private static String row(int hour) {
    long open = FIRST + hour * HOUR;
    return "[%d,\"1.0\",\"2.0\",\"0.5\",\"1.5\",\"3.0\",%d,\"4.0\",5,\"1.0\",\"1.0\",\"0\"]"
        .formatted(open, open + HOUR - 1);
  }
}
