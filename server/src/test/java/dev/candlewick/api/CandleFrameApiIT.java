package dev.candlewick.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.candlewick.testing.ServerProcess;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Frames of candles over real HTTP against the packaged server: posted ones with a gap, and
/// simulated ones.
class CandleFrameApiIT {
  private static final JsonMapper JSON = new JsonMapper();
  private static final Instant FIRST = Instant.parse("2021-01-01T00:00:00Z");
  private static final String FRAME = "/api/v1/candles/EXACTUSDT/frame?interval=1h";

  /// Twelve closes; the candle of place 5 is not posted.
  private static final List<String> CLOSES =
      List.of(
          "100.5",
          "101.25",
          "99.75",
          "102.1",
          "103.30",
          "101.9",
          "104.450",
          "105.2",
          "103.05",
          "106.600000000000000001",
          "107.15",
          "105.95");

  private static final int GAP = 5;

  @TempDir private static Path home;
  private static ServerProcess server;

  @BeforeAll
  static void start() {
    server =
        ServerProcess.start(
            home,
            Map.of(
                "BINANCE_BASE_URL", "http://127.0.0.1:9",
                "KRAKEN_BASE_URL", "http://127.0.0.1:9",
                "COINBASE_BASE_URL", "http://127.0.0.1:9",
                "CRYPTO_API_BASE_URL", "http://127.0.0.1:9"));
    String candles =
        IntStream.range(0, CLOSES.size())
            .filter(i -> i != GAP)
            .mapToObj(CandleFrameApiIT::candle)
            .collect(Collectors.joining(",", "[", "]"));
    assertThat(server.post("/api/v1/candles", candles).statusCode()).isEqualTo(200);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static String candle(int place) {
    Instant open = FIRST.plus(place, ChronoUnit.HOURS);
    return """
    {"symbol": "EXACT/USDT", "interval": "1h", "open_time": "%s", "close_time": "%s",
     "open": "100", "high": "200.10", "low": "50", "close": "%s", "volume": "0.00000001",
     "trades": %d}
    """
        .formatted(
            open, open.plus(1, ChronoUnit.HOURS).minusMillis(1), CLOSES.get(place), 10 + place);
  }

  private static JsonNode get(String path) throws IOException {
    HttpResponse<String> response = server.get(path);
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    return JSON.readTree(response.body());
  }

  private static List<String> values(JsonNode frame, String column) {
    List<String> values = new ArrayList<>();
    for (JsonNode one : frame.path("columns")) {
      if (!one.path("name").asText().equals(column)) continue;
      one.path("values").forEach(value -> values.add(value.toString()));
    }
    return values;
  }

  @Test
  void aFrameStatesItsSeriesAndEveryTimeOfItsGrid() throws IOException {
    JsonNode frame = get(FRAME);
    assertThat(frame.path("provider").asText()).isEqualTo("posted");
    assertThat(frame.path("market").asText()).isEqualTo("EXACTUSDT@posted");
    assertThat(frame.path("symbol").asText()).isEqualTo("EXACT/USDT");
    assertThat(frame.path("base").asText()).isEqualTo("EXACT");
    assertThat(frame.path("quote").asText()).isEqualTo("USDT");
    assertThat(frame.path("interval").asText()).isEqualTo("1h");
    assertThat(frame.path("simulated").booleanValue()).isFalse();
    assertThat(frame.path("to").asText()).isEqualTo("2021-01-01T12:00:00Z");
    assertThat(frame.path("first_open").asText()).isEqualTo("2021-01-01T00:00:00Z");
    assertThat(frame.path("last_open").asText()).isEqualTo("2021-01-01T11:00:00Z");
    assertThat(frame.path("times")).hasSize(1000);
    assertThat(frame.path("times").get(999).longValue()).isEqualTo(1609498800);
    assertThat(frame.path("columns"))
        .extracting(column -> column.path("name").asText())
        .containsExactly("open", "high", "low", "close", "volume");
    assertThat(frame.path("gaps")).hasSize(2);
  }

  @Test
  void decimalsAreExactStringsAndGapsAreNullInEveryColumn() throws IOException {
    JsonNode frame =
        get(FRAME + "&from=2021-01-01&columns=close,volume,high,quote_volume,trades,ema(3)");
    assertThat(frame.path("from").asText()).isEqualTo("2021-01-01T00:00:00Z");
    assertThat(values(frame, "close"))
        .containsExactly(
            "\"100.5\"",
            "\"101.25\"",
            "\"99.75\"",
            "\"102.1\"",
            "\"103.3\"",
            "null",
            "\"104.45\"",
            "\"105.2\"",
            "\"103.05\"",
            "\"106.600000000000000001\"",
            "\"107.15\"",
            "\"105.95\"");
    assertThat(values(frame, "volume")).startsWith("\"0.00000001\"").hasSize(12);
    assertThat(values(frame, "high")).startsWith("\"200.1\"");
    assertThat(values(frame, "quote_volume")).containsOnly("null").hasSize(12);
    assertThat(values(frame, "trades").subList(3, 8))
        .containsExactly("13", "14", "null", "16", "17");
    assertThat(values(frame, "ema(3)").subList(5, 8)).containsOnly("null");
    assertThat(Double.parseDouble(values(frame, "ema(3)").get(4))).isCloseTo(102.3, within(1e-12));
    assertThat(frame.path("gaps").toString())
        .isEqualTo(
            "[{\"from\":\"2021-01-01T05:00:00Z\",\"to\":\"2021-01-01T06:00:00Z\","
                + "\"state\":\"missing\",\"candles\":1,\"reason\":null}]");
  }

  @Test
  void columnsAreSeparatedByCommasOrRepeated() throws IOException {
    String range = FRAME + "&from=2021-01-01";
    String commas = server.get(range + "&columns=close,ema(2),pct_change").body();
    assertThat(server.get(range + "&columns=close&columns=ema(2)&columns=pct_change").body())
        .isEqualTo(commas);
    assertThat(server.get(range + "&columns=close,%20ema%282%29,pct_change,close").body())
        .isEqualTo(commas);
  }

  @Test
  void aLimitKeepsTheOldestTimesAfterAStartAndTheNewestWithoutOne() throws IOException {
    JsonNode oldest = get(FRAME + "&from=2021-01-01&limit=2");
    assertThat(oldest.path("to").asText()).isEqualTo("2021-01-01T02:00:00Z");
    assertThat(values(oldest, "close")).containsExactly("\"100.5\"", "\"101.25\"");
    JsonNode newest = get(FRAME + "&to=2021-01-01T04:00:00Z&limit=2");
    assertThat(newest.path("from").asText()).isEqualTo("2021-01-01T02:00:00Z");
    assertThat(values(newest, "close")).containsExactly("\"99.75\"", "\"102.1\"");
    JsonNode empty = get(FRAME + "&from=2021-01-02&to=2021-01-02");
    assertThat(empty.path("times")).isEmpty();
    assertThat(values(empty, "close")).isEmpty();
    assertThat(empty.path("columns")).hasSize(5);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/v1/candles/EXACTUSDT/frame",
        "/api/v1/candles/EXACTUSDT/frame/",
        "/api/v1/candles/exact-usdt/frame",
        "/api/v1/candles/EXACT%2FUSDT/frame"
      })
  void everySpellingAndBothFormsOfThePathAreTheSame(String path) throws IOException {
    assertThat(get(path + "?interval=1h&from=2021-01-01"))
        .isEqualTo(get(FRAME + "&from=2021-01-01"));
  }

  @Test
  void thePathHasItsOwnMethodsAndTakesNoneFromItsNeighbours() {
    String path = "/api/v1/candles/EXACTUSDT/frame";
    for (String form : List.of(path, path + "/")) {
      HttpResponse<String> options = server.send("OPTIONS", form, "");
      assertThat(options.statusCode()).isEqualTo(204);
      assertThat(options.headers().firstValue("Allow")).contains("GET, HEAD, OPTIONS");
      HttpResponse<String> post = server.send("POST", form, "{}");
      assertThat(post.statusCode()).isEqualTo(405);
      assertThat(post.headers().firstValue("Allow")).contains("GET, HEAD, OPTIONS");
      assertThat(server.send("HEAD", form + "?interval=1h", "").statusCode()).isEqualTo(200);
    }
    assertThat(server.get("/api/v1/candles/plot?symbol=EXACTUSDT&interval=1h").statusCode())
        .isEqualTo(200);
    assertThat(server.send("POST", "/api/v1/candles/plot", "").statusCode()).isEqualTo(405);
    assertThat(server.post("/api/v1/candles/fetch/frame?provider=nowhere", "").statusCode())
        .as("a market called frame is fetched")
        .isEqualTo(422);
    for (String name : List.of("plot", "fetch", "frame")) {
      HttpResponse<String> nothing = server.get("/api/v1/candles/" + name + "/frame");
      assertThat(nothing.body()).as("a market of this name").contains("NO_DATA");
    }
    assertThat(server.get("/api/v1/candles/EXACTUSDT").statusCode()).isEqualTo(404);
  }

  @Test
  void anUnchangedFrameIsNotSentAgain() throws IOException {
    String path = "/api/v1/candles/CACHEDUSDT/frame?interval=1h&from=2021-01-01&columns=close";
    server.post("/api/v1/candles", candle(0).replace("EXACT", "CACHED"));
    HttpResponse<String> first = server.get(path);
    String tag = first.headers().firstValue("ETag").orElseThrow();
    assertThat(server.get(path, "If-None-Match", tag).statusCode()).isEqualTo(304);
    server.post("/api/v1/candles", candle(1).replace("EXACT", "CACHED"));
    HttpResponse<String> second = server.get(path, "If-None-Match", tag);
    assertThat(second.statusCode()).isEqualTo(200);
    assertThat(values(JSON.readTree(second.body()), "close")).hasSize(2);
  }

  @Test
  void simulatedCandlesAreMarkedAsSuch() throws IOException {
    HttpResponse<String> fetched =
        server.post(
            "/api/v1/candles/fetch/BTCUSDT?provider=simulated&interval=1d&start_date=2024-01-01&end_date=2024-03-01",
            "");
    assertThat(fetched.statusCode()).as(fetched.body()).isEqualTo(200);
    JsonNode frame =
        get("/api/v1/candles/btc/frame?interval=1d&limit=40&columns=close,rolling_mean(20)");
    assertThat(frame.path("simulated").booleanValue()).isTrue();
    assertThat(frame.path("market").asText()).isEqualTo("BTCUSDT@simulated");
    assertThat(frame.path("times")).hasSize(40);
    assertThat(values(frame, "rolling_mean(20)")).doesNotContain("null");
    assertThat(get("/api/v1/candles/btc/frame?limit=40").path("interval").asText()).isEqualTo("1d");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "interval=2d | query.interval",
        "interval=1h&limit=0 | query.limit",
        "interval=1h&limit=10001 | query.limit",
        "interval=1h&from=2021-01-02&to=2021-01-01 | query.from",
        "interval=1h&from=2019-01-01&to=2021-01-01 | grid times up to query.to",
        "interval=1h&from=soon | query.from",
        "interval=1h&columns=price | volatility(W) with W from 2 to 1000; got 'price'",
        "interval=1h&columns=close,ema(1),ema(x) | got 'ema(1)', 'ema(x)'",
        "interval=1h&columns=close, | query.columns",
        "interval=1h&window=5 | query.window"
      })
  void aWrongParameterIsNamed(String query, String expected) {
    HttpResponse<String> response =
        server.get("/api/v1/candles/EXACTUSDT/frame?" + query.replace(" ", "%20"));
    assertThat(response.statusCode()).as(response.body()).isEqualTo(422);
    assertThat(response.body()).contains(expected);
  }

  @Test
  void moreColumnsThanTwentyAreRejectedAndAllFaultsAreNamedAtOnce() {
    String many =
        IntStream.range(0, 21)
            .mapToObj(i -> "ema(%d)".formatted(i + 2))
            .collect(Collectors.joining(","));
    HttpResponse<String> response = server.get(FRAME + "&limit=x&columns=" + many);
    assertThat(response.statusCode()).isEqualTo(422);
    assertThat(response.body()).contains("query.limit", "may be at most 20; got 21");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/v1/candles/NOSUCHUSDT/frame",
        "/api/v1/candles/EXACTUSDT/frame?interval=1d",
        "/api/v1/candles/EXACTUSDT/frame?interval=1h&provider=binance",
        "/api/v1/candles/%20/frame"
      })
  void whereNothingIsStoredIsNothing(String path) {
    HttpResponse<String> response = server.get(path);
    assertThat(response.statusCode()).as(response.body()).isEqualTo(404);
  }
}
