package dev.candlewick.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.candlewick.testing.BinanceReplay;
import dev.candlewick.testing.ServerProcess;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Document 004's requests as written, and wrong ones, over real HTTP against the packaged server.
class CandleApiIT {
  private static final JsonMapper JSON = new JsonMapper();
  private static final String CANDLE =
      """
      {
          "symbol": "BTCUSDT",
          "interval": "15m",
          "open_time": "2021-01-01T00:00:00Z",
          "open": 29000.0, "high": 29100.0, "low": 28900.0, "close": 29050.0,
          "volume": 123.45, "close_time": "2021-01-01T00:15:00Z", "trades": 100
      }\
      """;
  private static final String PRINT =
      """
      {"symbol":"BTCUSDT","price":68000.0,"qty":0.01,"timestamp":"2025-01-01T00:00:00Z"}\
      """;

  @TempDir private static Path home;
  private static BinanceReplay venue;
  private static ServerProcess server;

  @BeforeAll
  static void start() {
    venue = BinanceReplay.of(Map.of("BTCUSDT-1h", List.of(), "DOGEUSDT-1h", List.of()));
    server =
        ServerProcess.start(
            home,
            Map.of(
                "BINANCE_BASE_URL",
                venue.uri().toString(),
                "COINBASE_BASE_URL",
                "http://127.0.0.1:9"));
  }

  @AfterAll
  static void stop() {
    server.close();
    venue.close();
  }

  private static JsonNode json(HttpResponse<String> response) throws IOException {
    return JSON.readTree(response.body());
  }

  @Test
  void aPostedPrintIsCreatedOnceAndThenLeftUntouched() throws IOException {
    HttpResponse<String> first = server.post("/trades", PRINT, "Content-Type", "application/json");
    assertThat(first.statusCode()).isEqualTo(201);
    assertThat(first.body())
        .startsWith("{\"status\":\"created\",\"created\":true,\"id\":")
        .contains("\"symbol\":\"BTCUSDT\",\"price\":68000,\"qty\":0.01");
    HttpResponse<String> again =
        server.post("/trades/", PRINT.replace("68000.0", "1"), "Content-Type", "application/json");
    assertThat(again.statusCode()).isEqualTo(200);
    assertThat(json(again).path("price").intValue()).isEqualTo(68000);
    HttpResponse<String> list = server.get("/trades?limit=50&offset=0");
    assertThat(list.statusCode()).isEqualTo(200);
    assertThat(json(list).get(0).path("timestamp").textValue()).isEqualTo("2025-01-01T00:00:00Z");
  }

  @Test
  void aPostedCandleIsCreatedOnceListedAndPrintedPlainly() throws IOException {
    HttpResponse<String> first =
        server.post("/historical_prices", CANDLE, "Content-Type", "application/json");
    assertThat(first.statusCode()).isEqualTo(201);
    HttpResponse<String> again = server.post("/api/v1/candles", CANDLE.replace("29050.0", "29051"));
    assertThat(again.statusCode()).isEqualTo(200);
    assertThat(json(again).path("close").decimalValue()).isEqualByComparingTo("29050");
    HttpResponse<String> list =
        server.get(
            "/historical_prices?symbol=BTCUSDT&interval=15m&from=2021-01-01&to=2021-01-02&limit=200");
    assertThat(list.headers().firstValue("X-Total-Count")).contains("1");
    JsonNode row = json(list).get(0);
    assertThat(row.path("open_time").textValue()).isEqualTo("2021-01-01T00:00:00Z");
    assertThat(row.path("quote_volume").isNull()).isTrue();
    for (String symbol : List.of("bitcoin", "BTC", "btc", "BTC/USDT", "BTC-USDT")) {
      assertThat(json(server.get("/historical_prices?interval=15m&symbol=" + symbol))).hasSize(1);
    }
  }

  @Test
  void timesAreSecondsOrMillisecondsToo() throws IOException {
    String candle =
        CANDLE
            .replace("BTCUSDT", "EPOCHUSDT")
            .replace("\"2021-01-01T00:00:00Z\"", "1609459200")
            .replace("\"2021-01-01T00:15:00Z\"", "\"1609460100000\"");
    HttpResponse<String> posted = server.post("/historical_prices", candle);
    assertThat(posted.statusCode()).as(posted.body()).isEqualTo(201);
    assertThat(posted.body())
        .contains("\"open_time\":\"2021-01-01T00:00:00Z\"")
        .contains("\"close_time\":\"2021-01-01T00:15:00Z\"");
    String list = "/historical_prices?symbol=EPOCHUSDT&from=1609459200000&to=";
    assertThat(json(server.get(list + "1609459200"))).hasSize(1);
    assertThat(json(server.get("/historical_prices?symbol=EPOCHUSDT&from=1609459201"))).isEmpty();
    String print = PRINT.replace("\"2025-01-01T00:00:00Z\"", "1735689600123");
    assertThat(server.post("/trades", print).body()).contains("2025-01-01T00:00:00.123Z");
  }

  @Test
  void pagesForBrowsersAndHealthTakeAnyParameter() {
    for (String path : List.of("/docs?x=1", "/health?x=1", "/health/live?x=1", "/?x=1")) {
      assertThat(server.get(path).statusCode()).as(path).isEqualTo(200);
    }
  }

  @Test
  void anArrayIsStoredWholeOrNotAtAll() throws IOException {
    String small = CANDLE.replace("BTCUSDT", "TINYUSDT").replaceAll("2[89]\\d{3}\\.0", "1e-8");
    String wrong = small.replace("00:00:00Z", "00:07:00Z");
    HttpResponse<String> refused =
        server.post("/historical_prices", "[" + small + "," + wrong + "]");
    assertThat(refused.statusCode()).isEqualTo(422);
    assertThat(refused.body()).contains("body[1].open_time");
    assertThat(json(server.get("/historical_prices?symbol=TINYUSDT"))).isEmpty();
    HttpResponse<String> stored =
        server.post("/historical_prices", "[" + small + "," + small + "]");
    assertThat(stored.body()).isEqualTo("{\"inserted\":1,\"duplicates_skipped\":1}");
    assertThat(server.get("/historical_prices?symbol=TINYUSDT").body())
        .contains("\"open\":0.00000001");
  }

  @Test
  void aRefusedArrayOfThreeDayCandlesLeavesNeitherSeriesNorAnchor() throws IOException {
    String first = threeDays("2021-01-01");
    String second = threeDays("2021-01-03");
    HttpResponse<String> refused =
        server.post("/historical_prices", "[" + first + "," + second + "]");
    assertThat(refused.statusCode()).isEqualTo(422);
    assertThat(refused.body()).contains("body[1].open_time").contains("2021-01-01T00:00:00Z");
    assertThat(server.get("/api/v1/series").body()).doesNotContain("ANCHORUSDT");
    assertThat(server.get("/api/v1/instruments").body()).doesNotContain("\"ANCHOR\"");
    assertThat(server.post("/historical_prices", second).statusCode()).isEqualTo(201);
    assertThat(server.post("/historical_prices", first).statusCode()).isEqualTo(422);
    assertThat(server.post("/historical_prices", threeDays("2021-01-06")).statusCode())
        .isEqualTo(201);
  }

  private static String threeDays(String open) {
    return CANDLE
        .replace("BTCUSDT", "ANCHORUSDT")
        .replace("15m", "3d")
        .replace("2021-01-01T00:15:00Z", "2021-02-01T00:00:00Z")
        .replace("2021-01-01T00:00:00Z", open + "T00:00:00Z");
  }

  @Test
  void aFetchFromTheSimulatedMarketCountsExactlyAndNeverShowsAsAnother() throws IOException {
    String path =
        "/fetch_and_store_data/BTCUSDT?interval=1h&start_date=2021-01-01&end_date=2021-02-01"
            + "&max_candles=500&provider=simulated";
    JsonNode first = json(server.get(path));
    assertThat(first.path("inserted").intValue()).isEqualTo(500);
    assertThat(first.path("from").textValue()).isEqualTo("2021-01-01T00:00:00Z");
    JsonNode again = json(server.get(path));
    assertThat(again.path("inserted").intValue()).isZero();
    assertThat(again.path("duplicates_skipped").intValue()).isEqualTo(500);
    assertThat(json(server.get("/historical_prices?symbol=BTCUSDT&interval=1h"))).isEmpty();
    assertThat(
            server
                .get("/historical_prices?symbol=BTCUSDT&interval=1h&provider=simulated&limit=1")
                .headers()
                .firstValue("X-Total-Count"))
        .contains("500");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          GET    | /historical_prices?limit=0                         | 422 | query.limit
          GET    | /historical_prices?limit=1001                      | 422 | query.limit
          GET    | /historical_prices?limit=ten                       | 422 | query.limit
          GET    | /historical_prices?offset=-1                       | 422 | query.offset
          GET    | /historical_prices?interval=15M                    | 422 | query.interval
          GET    | /historical_prices?from=yesterday                  | 422 | query.from
          GET    | /historical_prices?from=2021-02-30                 | 422 | query.from
          GET    | /historical_prices?from=2021-02-02&to=2021-02-01   | 422 | is after the end
          GET    | /historical_prices?order=up                        | 422 | query.order
          GET    | /historical_prices?limit=x&interval=y&to=z         | 422 | 3 fields are wrong
          GET    | /historical_prices?start=2021-01-01                | 422 | did you mean from?
          GET    | /historical_prices/?format=csv                     | 422 | query.format
          GET    | /api/v1/candles?intervall=1h                       | 422 | did you mean interval?
          GET    | /api/v1/candles?LIMIT=1&a=1&b%20c=2                | 422 | 3 fields are wrong
          POST   | /historical_prices?dry_run=true                    | 422 | takes no query parameters
          GET    | /fetch_and_store_data/BTCUSDT?limit=5              | 422 | did you mean max_candles?
          GET    | /api/v1/market_chart/?symbol=BTC&vs_currency=usd   | 422 | did you mean currency?
          GET    | /api/v1/market_chart/BTC/usd/plot-enriched?days=1&provider=simulated&colour=red | 422 | query.colour
          GET    | /api/prices/?from=2025-01-01                       | 422 | did you mean from_date?
          GET    | /api/v1/coverage?token=x                           | 422 | query.token
          DELETE | /api/v1/backfills/1?force=true                     | 422 | query.force
          GET    | /historical_prices?from=20210101                   | 422 | query.from
          GET    | /fetch_and_store_data/NOTACOIN                     | 404 | NOTACOIN
          GET    | /fetch_and_store_data/dogecon                      | 404 | DOGE (dogecoin)
          GET    | /fetch_and_store_data/BTCUSDT?interval=2m          | 422 | query.interval
          GET    | /fetch_and_store_data/BTCUSDT?max_candles=0        | 422 | query.max_candles
          GET    | /fetch_and_store_data/BTCUSDT?max_candles=100001   | 422 | query.max_candles
          GET    | /fetch_and_store_data/BTCUSDT?start_date=soon      | 422 | query.start_date
          GET    | /fetch_and_store_data/BTCUSDT?provider=mtgox       | 422 | query.provider
          GET    | /trades                                            | 401 | credentials
          GET    | /trades?limit=-5                                   | 422 | query.limit
          GET    | /api/v1/backfills/77                               | 404 | no backfill
          GET    | /api/v1/backfills/seven                            | 404 | no backfill
          DELETE | /api/v1/series/99                                  | 404 | no series
          GET    | /api/v1/coverage?interval=h1                       | 422 | query.interval
          GET    | /no/such/path                                      | 404 | nothing at
          DELETE | /historical_prices                                 | 405 | GET, HEAD, OPTIONS, POST
          PUT    | /trades                                            | 405 | GET, HEAD, OPTIONS, POST
          """)
  void aWrongRequestIsRejectedWithTheReason(String method, String path, int status, String expected)
      throws IOException {
    HttpResponse<String> response = server.send(method, path, "");
    assertThat(response.statusCode()).isEqualTo(status);
    assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
    assertThat(response.body()).contains(expected);
    JsonNode problem = json(response);
    assertThat(problem.path("status").intValue()).isEqualTo(status);
    assertThat(problem.path("error").path("code").isTextual()).isTrue();
    if (status == 405) assertThat(response.headers().firstValue("Allow")).contains(expected);
    if (status == 401) assertThat(response.headers().firstValue("WWW-Authenticate")).isPresent();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          /trades            | {bad                                                      | not valid JSON
          /trades            | {"price":1,"entry_price":2}                               | /api/v1/market_trades
          /api/v1/market_trades | {}                                                     | body.price
          /api/v1/market_trades | {"symbol":"BTCUSDT","price":0,"qty":1,"timestamp":"2025-01-01"} | greater than 0
          /api/v1/market_trades | {"symbol":"BTCUSDT","price":1e1000000000,"qty":1,"timestamp":"2025-01-01"} | body.price
          /api/v1/market_trades | {"symbol":"BTCUSDT","price":0.0000000000000000001,"qty":1,"timestamp":"2025-01-01"} | 18 decimals
          /api/v1/market_trades | {"symbol":7,"price":1,"qty":1,"timestamp":"2025-01-01"} | must be a string
          /api/v1/market_trades | {"symbol":"BTCUSDT","price":1,"qty":1,"timestamp":"2025-01-01","colour":1} | body.colour
          /historical_prices | []                                                        | duplicates_skipped
          /historical_prices | 5                                                         | must be a JSON object
          /api/v1/backfills  | {"symbol":"BTCUSDT","interval":"1h","from":"2030-01-01"}  | body.from
          /api/v1/market_trades | {"symbol":"BTCUSDT","price":1,"qty":1,"timestamp":20250101} | body.timestamp
          /api/v1/market_trades | {"symbol":"BTCUSDT","price":1,"qty":1,"timestamp":true} | body.timestamp
          /api/v1/backfills  | {"interval":"1h"}                                         | body.symbol
          """)
  void aWrongBodyIsRejectedWithTheReason(String path, String body, String expected) {
    HttpResponse<String> response = server.post(path, body);
    assertThat(response.statusCode()).isEqualTo(body.equals("[]") ? 200 : 422);
    assertThat(response.body()).contains(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          "high": 29100.0    | "high": 29000.0                     | body.high
          "low": 28900.0     | "low": 29500.0                      | body.low
          "volume": 123.45   | "volume": -1                        | body.volume
          2021-01-01T00:15   | 2021-01-01T00:00                    | body.close_time
          "trades": 100      | "trades": 1.5                       | body.trades
          "open": 29000.0    | "open": "x"                         | body.open
          2021-01-01T00:00   | 2021-01-01T00:01                    | body.open_time
          "15m"              | "15"                                | body.interval
          2021-01-01T00      | 1999-01-01T00                       | body.open_time
          """)
  void aCandleThatCannotBeIsRefused(String part, String wrong, String field) {
    HttpResponse<String> response = server.post("/historical_prices", CANDLE.replace(part, wrong));
    assertThat(response.statusCode()).isEqualTo(422);
    assertThat(response.body()).contains(field);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          X-Forwarded-For | 127.0.0.1
          Forwarded       | for=127.0.0.1
          Sec-Fetch-Site  | cross-site
          Sec-Fetch-Site  | same-site
          Origin          | http://evil.example
          Authorization   | Bearer anything
          """)
  void aRemoteCallerMayNotChangeAnything(String header, String value) {
    assertThat(server.post("/trades", PRINT, header, value).statusCode()).isEqualTo(401);
    assertThat(
            server
                .get("/fetch_and_store_data/BTCUSDT?provider=simulated", header, value)
                .statusCode())
        .isEqualTo(401);
  }

  @Test
  void aVenueThatCannotBeReachedIsABadGatewayAndDegradesHealth() throws IOException {
    HttpResponse<String> response =
        server.get("/fetch_and_store_data/BTC-USD?interval=1h&provider=coinbase&max_candles=1");
    assertThat(response.statusCode()).isIn(502, 503);
    assertThat(response.body()).doesNotContain("127.0.0.1:9");
    assertThat(json(server.get("/health")).path("ready").booleanValue()).isTrue();
  }

  @Test
  void thePagesOfTheDocumentsAnswerInBothSlashForms() {
    for (String path :
        List.of(
            "/docs",
            "/redoc",
            "/openapi.json",
            "/api/docs",
            "/api/redoc",
            "/api/schema",
            "/health",
            "/metrics",
            "/trades?limit=1",
            "/historical_prices",
            "/api/v1/instruments")) {
      String slash = path.contains("?") ? path.replace("?", "/?") : path + "/";
      assertThat(server.get(path).statusCode()).as(path).isEqualTo(200);
      assertThat(server.get(slash).statusCode()).as(slash).isEqualTo(200);
    }
    assertThat(server.get("/docs/assets/redoc.standalone.js").statusCode()).isEqualTo(200);
    assertThat(server.get("/docs/assets/swagger-ui-bundle.js").statusCode()).isEqualTo(200);
  }

  @Test
  void theDescriptionHasAnExampleAndTheErrorsOfEveryOperation() throws IOException {
    JsonNode paths = json(server.get("/openapi.json")).path("paths");
    assertThat(paths.has("/historical_prices")).isTrue();
    assertThat(paths.has("/fetch_and_store_data/{symbol}")).isTrue();
    paths.forEach(path ->
        path.forEach(operation -> {
          assertThat(operation.path("responses").has("401")).isTrue();
          assertThat(operation.path("responses").has("500")).isTrue();
        }));
    assertThat(paths.toString()).contains("\"start_date\"");
  }
}
