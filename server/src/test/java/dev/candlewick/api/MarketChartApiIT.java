package dev.candlewick.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.candlewick.testing.BinanceReplay;
import dev.candlewick.testing.CoinGeckoReplay;
import dev.candlewick.testing.ServerProcess;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import javax.imageio.ImageIO;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Document 000's requests as written, and contract 1's golden rows, over real HTTP against the
/// packaged server and loopback venues.
class MarketChartApiIT {
  private static final JsonMapper JSON = new JsonMapper();
  private static final String CHART = "/api/v1/market_chart";
  private static final double[] GOLDEN = {
    90869.12691365478, 90578.80838013266, 92112.0297646138, 91239.47122285848, 92304.33867392405
  };

  @TempDir private static Path home;
  private static CoinGeckoReplay gecko;
  private static BinanceReplay binance;
  private static ServerProcess server;

  @BeforeAll
  static void start() {
    gecko = new CoinGeckoReplay();
    gecko.chart("bitcoin", "usd", CoinGeckoReplay.body(hourly(Instant.now(), 60 * 24)));
    gecko.chart("ethereum", "eur", CoinGeckoReplay.body(hourly(Instant.now(), 60 * 24)));
    gecko.chart("ripple", "usd", CoinGeckoReplay.body(golden()));
    gecko.chart("dogecoin", "usd", CoinGeckoReplay.body(List.of("[1700000000000,1.64e-05]")));
    gecko.chart("alephium", "usd", CoinGeckoReplay.body(hourly(Instant.now(), 48)));
    binance = BinanceReplay.of(Map.of("BTCUSDT-1h", candles(Instant.now(), 40 * 24)));
    server =
        ServerProcess.start(
            home,
            Map.of(
                "BINANCE_BASE_URL", binance.uri().toString(),
                "CRYPTO_API_BASE_URL", gecko.uri().toString(),
                "COINGECKO_RATE", "6000",
                "KRAKEN_BASE_URL", "http://127.0.0.1:9",
                "COINBASE_BASE_URL", "http://127.0.0.1:9"));
  }

  @AfterAll
  static void stop() {
    server.close();
    gecko.close();
    binance.close();
  }

  /// `[time, price]` of every hour, a second off the grid, and the running one.
  private static List<String> hourly(Instant now, int hours) {
    long last = now.toEpochMilli() / 3_600_000 * 3_600_000;
    List<String> points = new ArrayList<>();
    for (int i = hours; i >= 0; i--) {
      points.add("[%d,%s]".formatted(last - i * 3_600_000L + 1000, price(i)));
    }
    points.add("[%d,%s]".formatted(now.toEpochMilli() + 1001, "90001.5"));
    return points;
  }

  private static String price(int i) {
    return Double.toString(90_000 + 1000 * Math.sin(i / 7.0));
  }

  private static List<String> golden() {
    Instant first = Instant.parse("2024-11-28T01:00:00Z");
    return IntStream.range(0, GOLDEN.length)
        .mapToObj(
            i -> "[%d,%s]".formatted(first.plus(Duration.ofDays(i)).toEpochMilli(), GOLDEN[i]))
        .toList();
  }

  private static List<String> candles(Instant now, int hours) {
    long end = now.toEpochMilli() / 3_600_000 * 3_600_000;
    return IntStream.range(0, hours)
        .mapToObj(i -> {
          long open = end - (hours - i) * 3_600_000L;
          return "[%d,\"100.10\",\"102.00\",\"99.50\",\"%d.25\",\"7.5\",%d,\"750.0\",9,\"3.0\",\"300.0\",\"0\"]"
              .formatted(open, 100 + i % 2, open + 3_599_999);
        })
        .toList();
  }

  private static JsonNode json(HttpResponse<String> response) throws IOException {
    return JSON.readTree(response.body());
  }

  @Test
  void theDocumentsRequestForPointsAnswersAsWritten() throws IOException {
    for (String path : List.of(CHART + "/", CHART)) {
      HttpResponse<String> response =
          server.get(path + "?symbol=bitcoin&currency=usd&days=30&provider=coingecko");
      assertThat(response.statusCode()).isEqualTo(200);
      JsonNode body = json(response);
      assertThat(body.path("symbol").textValue()).isEqualTo("bitcoin");
      assertThat(body.path("currency").textValue()).isEqualTo("usd");
      assertThat(body.path("provider").textValue()).isEqualTo("coingecko");
      assertThat(body.path("stale").booleanValue()).isFalse();
      assertThat(body.path("points").get(3).path("timestamp").textValue())
          .matches("\\d{4}-\\d{2}-\\d{2}T\\d{2}:00:01");
      JsonNode running = body.path("points").get(body.path("points").size() - 1);
      assertThat(running.path("price").doubleValue()).isEqualTo(90001.5);
      assertThat(running.path("timestamp").textValue())
          .matches("\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d{6})?");
    }
  }

  @Test
  void theDocumentsRequestForStatisticsAnswersAsWritten() throws IOException {
    JsonNode body =
        json(server.get(CHART + "/stats?symbol=bitcoin&currency=usd&days=30&provider=coingecko"));
    assertThat(fields(body))
        .startsWith(
            "count",
            "min_price",
            "max_price",
            "mean_price",
            "median_price",
            "std_dev",
            "variance",
            "first_price",
            "last_price",
            "percent_change");
    assertThat(body.path("max_price").doubleValue()).isBetween(90_900.0, 91_000.0);
  }

  @Test
  void theDocumentsRequestForAFrameAnswersAsWritten() throws IOException {
    JsonNode body =
        json(
            server.get(
                CHART
                    + "/dataframe?symbol=ethereum&currency=eur&days=60&provider=coingecko"
                    + "&window_size=10&volatility_window=20&normalize_base=100"));
    assertThat(texts(body.path("columns")))
        .containsExactly(
            "timestamp",
            "price",
            "pct_change",
            "acum_pct_change",
            "rolling_mean_10",
            "volatility_20",
            "normalized_price_base_100.0");
    assertThat(body.path("rows").get(8).get(4).isNull()).isTrue();
    assertThat(body.path("rows").get(9).get(4).isNumber()).isTrue();
  }

  @Test
  void theDocumentsRequestForAPictureAnswersAsWritten() throws IOException {
    HttpResponse<byte[]> response =
        server.bytes(
            CHART
                + "/bitcoin/usd/plot-enriched?days=60&provider=coingecko&window_size=10"
                + "&volatility_window=5");
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("Content-Type")).contains("image/png");
    BufferedImage picture = ImageIO.read(new ByteArrayInputStream(response.body()));
    assertThat(picture.getWidth()).isEqualTo(1200);
  }

  @Test
  void thePictureComesInAnySizeThemeAndAsSvg() throws IOException {
    String path = CHART + "/BTC/usd/plot-enriched?days=30&provider=coingecko&frequency=Weekly";
    BufferedImage dark =
        ImageIO.read(
            new ByteArrayInputStream(
                server.bytes(path + "&theme=dark&width=390&height=500").body()));
    assertThat(dark.getWidth()).isEqualTo(390);
    assertThat(dark.getRGB(2, 2) & 0xFF).isLessThan(80);
    HttpResponse<String> svg = server.get(path + "&format=svg");
    assertThat(svg.headers().firstValue("Content-Type").orElse("")).startsWith("image/svg+xml");
    assertThat(svg.body()).contains("<svg").contains("BTC/USD");
  }

  @Test
  void theGoldenRowsComeOut() throws IOException {
    String range = "?symbol=ripple&currency=usd&days=30&provider=coingecko";
    JsonNode frame =
        json(
            server.get(
                CHART
                    + "/dataframe"
                    + range
                    + "&window_size=3&volatility_window=3&normalize_base=100"));
    double[] volatility = {0.013791580040538116, 0.013973992019945262};
    double[] percent = {
      -0.31949083630790076, 1.6926932600467293, -0.9472796810417572, 1.1671126945316912
    };
    JsonNode rows = frame.path("rows");
    assertThat(rows.get(0).get(0).textValue()).isEqualTo("2024-11-28T01:00:00");
    assertThat(rows.get(0).get(2).isNull()).isTrue();
    assertThat(rows.get(0).get(3).doubleValue()).isZero();
    for (int i = 0; i < percent.length; i++) near(rows.get(i + 1).get(2), percent[i]);
    near(rows.get(2).get(4), 91186.65501946707);
    near(rows.get(3).get(5), volatility[0]);
    near(rows.get(4).get(5), volatility[1]);
    near(rows.get(4).get(6), 101.57942725875758);
    JsonNode stats = json(server.get(CHART + "/stats" + range));
    near(stats.path("mean_price"), 91420.75499103675);
    near(stats.path("std_dev"), 759.0474908104612);
    near(stats.path("variance"), 576153.0933056572);
    near(stats.path("median_price"), 91239.47122285848);
  }

  private static void near(JsonNode value, double expected) {
    assertThat(value.doubleValue()).isCloseTo(expected, Percentage.withPercentage(1e-7));
  }

  @Test
  void smallNumbersArePrintedPlainlyAndOnePointHasNoDeviation() throws IOException {
    HttpResponse<String> stats =
        server.get(CHART + "/stats?symbol=DOGE&currency=usd&days=1&provider=coingecko");
    assertThat(stats.body()).contains("\"min_price\":0.0000164").doesNotContain("E-");
    assertThat(json(stats).path("std_dev").isNull()).isTrue();
    assertThat(json(stats).path("percent_change").doubleValue()).isCloseTo(0, within(0.0));
  }

  @Test
  void storedPointsAreNotRequestedAgain() throws IOException {
    String path = CHART + "/stats?symbol=ethereum&currency=eur&provider=coingecko&days=";
    server.get(path + "60");
    long before = gecko.chartRequests();
    assertThat(json(server.get(path + "45")).path("count").intValue()).isGreaterThan(1000);
    server.get(path + "60");
    server.get(path.replace("ethereum", "ETH") + "7");
    assertThat(gecko.chartRequests()).isEqualTo(before);
    JsonNode stored = json(server.get(path.replace("provider=coingecko", "provider=stored") + "2"));
    assertThat(stored.path("provider").textValue()).isEqualTo("coingecko");
    assertThat(gecko.chartRequests()).isEqualTo(before);
  }

  @Test
  void identicalRequestsInFlightShareOneQuestion() throws Exception {
    gecko.latency(400);
    long before = gecko.chartRequests();
    try (ExecutorService together = Executors.newVirtualThreadPerTaskExecutor()) {
      Callable<Integer> request =
          () ->
              server
                  .get(CHART + "/?symbol=alephium&currency=usd&days=2&provider=coingecko")
                  .statusCode();
      List<Future<Integer>> responses = together.invokeAll(Collections.nCopies(12, request));
      for (Future<Integer> response : responses) assertThat(response.get()).isEqualTo(200);
    } finally {
      gecko.latency(0);
    }
    assertThat(gecko.chartRequests() - before).isEqualTo(1);
  }

  @Test
  void anExchangesCandlesMakeItsChartAndAreStoredOnce() throws IOException {
    String path = CHART + "/?symbol=BTC&currency=usd&days=30&provider=binance";
    JsonNode chart = json(server.get(path));
    assertThat(chart.path("quote").textValue()).isEqualTo("usdt");
    assertThat(chart.path("points")).hasSize(30 * 24);
    long before = binance.count("/api/v3/klines");
    server.get(path.replace("days=30", "days=14"));
    assertThat(binance.count("/api/v3/klines")).isEqualTo(before);
    JsonNode candles = json(server.get("/historical_prices?symbol=BTCUSDT&interval=1h&limit=1000"));
    assertThat(candles).hasSize(720);
    JsonNode auto = json(server.get(path.replace("provider=binance", "provider=auto")));
    assertThat(auto.path("provider").textValue()).isEqualTo("binance");
    assertThat(auto.path("points")).isEqualTo(chart.path("points"));
  }

  @Test
  void anUnchangedAnswerIsNotSentTwiceAndALongOneIsPacked() throws IOException {
    String path = CHART + "/?symbol=bitcoin&currency=usd&days=20&provider=coingecko";
    HttpResponse<byte[]> packed = server.bytes(path, "Accept-Encoding", "gzip");
    assertThat(packed.headers().firstValue("Content-Encoding")).contains("gzip");
    String tag = packed.headers().firstValue("ETag").orElseThrow();
    try (var in = new GZIPInputStream(new ByteArrayInputStream(packed.body()))) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      assertThat(text.equals(server.get(path).body())).as("the same text").isTrue();
    }
    HttpResponse<String> again = server.get(path, "If-None-Match", tag);
    assertThat(again.statusCode()).isEqualTo(304);
    assertThat(again.body()).isEmpty();
  }

  @Test
  void theMetricsShowTheCaches() throws IOException {
    String stats =
        "/api/v1/market_chart/stats?symbol=bitcoin&currency=usd&days=30&provider=simulated";
    server.get(stats);
    double before = metric("candlewick_cache_lookups_total", "answers", "hit");
    server.get(stats);
    assertThat(metric("candlewick_cache_lookups_total", "answers", "hit")).isGreaterThan(before);
    assertThat(metric("candlewick_cache_lookups_total", "series", "miss")).isPositive();
    assertThat(metric("candlewick_cache_size_bytes", "answers", "")).isPositive();
    assertThat(metric("candlewick_cache_size_bytes", "series", "")).isPositive();
  }

  private static double metric(String name, String cache, String result) throws IOException {
    return server
        .get("/metrics")
        .body()
        .lines()
        .filter(line -> line.startsWith(name + "{"))
        .filter(line -> line.contains("cache=\"" + cache + "\""))
        .filter(line -> result.isEmpty() || line.contains("result=\"" + result + "\""))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
        .sum();
  }

  @Test
  void storedCandlesAreDrawnWithTheirVolume() throws IOException {
    server.get(CHART + "/?symbol=BTC&currency=usd&days=30&provider=binance");
    HttpResponse<byte[]> response =
        server.bytes("/api/v1/candles/plot?symbol=BTCUSDT&interval=1h&width=800&height=500");
    BufferedImage picture = ImageIO.read(new ByteArrayInputStream(response.body()));
    assertThat(picture.getHeight()).isEqualTo(500);
    assertThat(server.get("/api/v1/candles/plot?symbol=LTC&interval=1h").statusCode())
        .isEqualTo(404);
  }

  @Test
  void theCommandLineDrawsTheSamePictureBesideARunningServer() throws IOException {
    server.get(CHART + "/?symbol=bitcoin&currency=usd&days=30&provider=coingecko");
    Path file = home.resolve("sub/btc.svg");
    ServerProcess.Result result =
        ServerProcess.run(
            home,
            Map.of("CRYPTO_API_BASE_URL", gecko.uri().toString()),
            "plot",
            "bitcoin",
            "usd",
            "--days",
            "30",
            "--provider",
            "stored",
            "-o",
            file.toString());
    assertThat(result.exitCode()).as(result.output()).isZero();
    assertThat(Files.readString(file)).contains("<svg");
    ServerProcess.Result wrong =
        ServerProcess.run(home, Map.of(), "plot", "bitcoin", "usd", "--width", "5");
    assertThat(wrong.exitCode()).isEqualTo(2);
    assertThat(wrong.output()).contains("width must be 200 to 4000");
  }

  private static List<String> fields(JsonNode object) {
    List<String> names = new ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(node -> texts.add(node.textValue()));
    return texts;
  }
}
