package dev.candlewick.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.candlewick.testing.ServerProcess;
import dev.candlewick.testing.Waiting;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Document 001's REST requests as written, and wrong ones, against the packaged server that polls
/// a CoinGecko on the loopback every second.
class PricesApiIT {
  private static final JsonMapper JSON = new JsonMapper();

  @TempDir private static Path home;
  private static LoopbackPrices venue;
  private static ServerProcess server;
  private static String administrator;

  @BeforeAll
  static void start() throws Exception {
    venue = new LoopbackPrices();
    server =
        ServerProcess.start(
            home,
            Map.of(
                "PRICE_PROVIDER", "coingecko",
                "CRYPTO_API_BASE_URL", venue.uri().toString(),
                "BINANCE_BASE_URL", venue.uri().toString(),
                "COINGECKO_RATE", "10000",
                "POLL_INTERVAL", "1s"));
    administrator = new People(server).administrator("chief");
    eventually(server, "/api/prices/", page -> page.path("count").intValue() >= 24);
  }

  @AfterAll
  static void stop() {
    server.close();
    venue.close();
  }

  private static JsonNode json(HttpResponse<String> response) throws IOException {
    return JSON.readTree(response.body());
  }

  private static JsonNode json(String path) throws IOException {
    HttpResponse<String> response = server.get(path);
    assertThat(response.statusCode()).as(path + " " + response.body()).isEqualTo(200);
    return json(response);
  }

  private static JsonNode eventually(ServerProcess process, String path, Predicate<JsonNode> wanted)
      throws Exception {
    return Waiting.until(() -> json(process.get(path)), wanted);
  }

  /// The newest time there is: with it as the end a list stays as it is while the poll goes on.
  private static String now() throws IOException {
    return json("/api/prices/?limit=1").path("results").get(0).path("timestamp").textValue();
  }

  private static long count(String query) throws IOException {
    return json("/api/prices/?" + query).path("count").longValue();
  }

  private static String path(String address) {
    String start = "http://127.0.0.1:" + server.port();
    assertThat(address).startsWith(start);
    return address.substring(start.length());
  }

  @Test
  void theDocumentsRequestAnswersInItsShape() throws IOException {
    JsonNode page = json("/api/prices/?symbol=bitcoin&from_date=2025-01-01");
    assertThat(page.properties())
        .extracting(Map.Entry::getKey)
        .containsExactly("count", "next", "previous", "results");
    assertThat(page.path("previous").isNull()).isTrue();
    JsonNode row = page.path("results").get(0);
    assertThat(row.properties())
        .extracting(Map.Entry::getKey)
        .containsExactly("id", "asset_symbol", "symbol", "instrument", "price", "timestamp");
    assertThat(row.path("id").isIntegralNumber()).isTrue();
    assertThat(row.path("asset_symbol").textValue()).isEqualTo("BTC");
    assertThat(row.path("symbol").textValue()).isEqualTo("BTC");
    assertThat(row.path("price").textValue()).isEqualTo("89450.00");
    assertThat(row.path("timestamp").textValue()).matches("\\d{4}-\\d\\d-\\d\\dT[\\d:]{8}Z");
    assertThat(json("/api/prices?symbol=solana").toString()).contains("\"price\":\"0.00001234\"");
    assertThat(json("/api/v1/prices?symbol=ethereum").toString()).contains("\"3000.50\"");
  }

  @Test
  void anInstrumentIsFoundByEveryNameAndAnUnknownOneByNone() throws IOException {
    String end = "&to_date=" + now();
    long bitcoin = count("symbol=bitcoin" + end);
    assertThat(bitcoin).isGreaterThanOrEqualTo(7);
    for (String name : List.of("BTC", "btc", "Bitcoin", "id:bitcoin")) {
      assertThat(count("symbol=" + name + end)).as(name).isEqualTo(bitcoin);
    }
    long all = bitcoin;
    for (String name : List.of("ethereum", "SOL", "new-coin")) all += count("symbol=" + name + end);
    assertThat(count("symbol=" + end)).isEqualTo(all);
    assertThat(count("symbol=notacoin" + end)).isZero();
    assertThat(count("symbol=BTCUSDT" + end)).as("a pair is no instrument").isZero();
    assertThat(count("symbol=dogecoin" + end)).isZero();
  }

  @Test
  void datesIncludeTheirWholeDay() throws IOException {
    String now = now();
    String today = now.substring(0, 10);
    assertThat(count("from_date=" + today)).isGreaterThanOrEqualTo(3);
    assertThat(count("from_date=2000-01-01&to_date=" + today)).isGreaterThanOrEqualTo(3);
    assertThat(count("from_date=" + now + "&to_date=" + now)).isBetween(3L, 4L);
    assertThat(count("to_date=2000-01-01")).isZero();
    assertThat(count("from_date=&to_date=&page=&limit=")).isGreaterThanOrEqualTo(3);
    JsonNode empty = json("/api/prices/?from_date=2025-02-02&to_date=2025-02-01");
    assertThat(empty.toString())
        .isEqualTo("{\"count\":0,\"next\":null,\"previous\":null,\"results\":[]}");
    assertThat(json("/api/prices/?symbol=notacoin&page=last").path("results")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"/api/prices/, 5", "/api/prices, 7", "/api/v1/prices, 1", "/api/v1/prices/, 1000"})
  void walkingNextVisitsEveryRowOnceAndPreviousLeadsBack(String start, int limit)
      throws IOException {
    String fixed = "symbol=&limit=" + limit + "&to_date=" + now();
    String first = start + "?" + fixed;
    long total = json(first).path("count").longValue();
    List<Long> seen = new ArrayList<>();
    List<String> times = new ArrayList<>();
    List<String> addresses = new ArrayList<>();
    for (String next = first; next != null; ) {
      addresses.add(next);
      JsonNode page = json(next);
      assertThat(page.path("count").longValue()).isEqualTo(total);
      for (JsonNode row : page.path("results")) {
        seen.add(row.path("id").longValue());
        times.add(row.path("timestamp").textValue());
      }
      next = page.path("next").isNull() ? null : path(page.path("next").textValue());
      if (next != null) assertThat(next).startsWith(first + "&page=");
    }
    assertThat(seen).doesNotHaveDuplicates().hasSize((int) total);
    assertThat(times.reversed()).isSorted();
    assertThat(json(first + "&page=last")).isEqualTo(json(addresses.getLast()));
    for (int i = addresses.size() - 1; i > 0; i--) {
      String previous = path(json(addresses.get(i)).path("previous").textValue());
      assertThat(previous).isEqualTo(addresses.get(i - 1));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          GET    | /api/prices/?page=0                              | 404 | Invalid page.
          GET    | /api/prices/?page=-1                             | 404 | Invalid page.
          GET    | /api/prices/?page=abc                            | 404 | Invalid page.
          GET    | /api/prices/?page=1.5                            | 404 | Invalid page.
          GET    | /api/prices/?page=999999                         | 404 | Invalid page.
          GET    | /api/prices/?page=99999999999999999999999        | 404 | Invalid page.
          GET    | /api/prices/?page=LAST                           | 404 | Invalid page.
          GET    | /api/prices/?symbol=notacoin&page=2              | 404 | Invalid page.
          GET    | /api/prices/?limit=0                             | 400 | query.limit
          GET    | /api/prices/?limit=1001                          | 400 | query.limit
          GET    | /api/prices/?limit=-5                            | 400 | query.limit
          GET    | /api/prices/?limit=ten                           | 400 | query.limit
          GET    | /api/prices/?from_date=yesterday                 | 400 | query.from_date
          GET    | /api/prices/?from_date=2025-02-30                | 400 | query.from_date
          GET    | /api/prices/?from_date=%2B300000-01-01T00:00     | 400 | query.from_date
          GET    | /api/prices/?to_date=31.12.2025                  | 400 | query.to_date
          GET    | /api/v1/prices?to_date=2025-13-01                | 400 | query.to_date
          GET    | /api/prices/?limit=x&from_date=y&to_date=z&page=0 | 400 | 3 fields are wrong
          POST   | /api/prices/                                     | 405 | GET
          DELETE | /api/v1/prices                                   | 405 | GET
          PUT    | /api/v1/instruments                              | 405 | GET, HEAD, OPTIONS, POST
          POST   | /api/v1/market_trades/fetch/BTC?provider=mtgox   | 422 | query.provider
          POST   | /api/v1/market_trades/fetch/BTC?limit=0          | 422 | query.limit
          POST   | /api/v1/market_trades/fetch/NOTACOIN             | 404 | NOTACOIN
          """)
  void aWrongRequestIsRejectedWithTheReason(String method, String path, int status, String expected)
      throws IOException {
    HttpResponse<String> response = server.send(method, path, "");
    assertThat(response.statusCode()).isEqualTo(status);
    assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
    assertThat(response.body()).contains(expected);
    JsonNode error = json(response).path("error");
    if (status == 400) {
      assertThat(error.path("code").textValue()).isEqualTo("INVALID_PARAMETER");
      assertThat(error.path("details").path("errors").get(0).path("field").textValue())
          .startsWith("query.");
    }
    if (expected.equals("Invalid page.")) {
      assertThat(json(response).path("detail").textValue()).isEqualTo(expected);
      assertThat(error.path("code").textValue()).isEqualTo("NOT_FOUND");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          POST  | /api/v1/instruments      | {}                                        | 422 | body.coingecko_id
          POST  | /api/v1/instruments      | {"coingecko_id":"bad id"}                 | 422 | body.coingecko_id
          POST  | /api/v1/instruments      | {"coingecko_id":"x","ticker":"a b","name":""} | 422 | 2 fields
          POST  | /api/v1/instruments      | {"coingecko_id":"x","is_active":"no"}     | 422 | body.is_active
          POST  | /api/v1/instruments      | {"coingecko_id":"x","colour":1}           | 422 | body.colour
          POST  | /api/v1/instruments      | {"coingecko_id":"Bitcoin"}                | 409 | is instrument
          PATCH | /api/v1/instruments/1    | {}                                        | 422 | is required
          PATCH | /api/v1/instruments/1    | {"is_active":null}                        | 422 | true or false
          PATCH | /api/v1/instruments/9999 | {"is_active":true}                        | 404 | no instrument
          PATCH | /api/v1/instruments/one  | {"is_active":true}                        | 404 | no instrument
          """)
  void aWrongInstrumentIsRejectedWithTheReason(
      String method, String path, String body, int status, String expected) {
    HttpResponse<String> response = asAdministrator(method, path, body);
    assertThat(response.statusCode()).isEqualTo(status);
    assertThat(response.body()).contains(expected);
  }

  private static HttpResponse<String> asAdministrator(String method, String path, String body) {
    return server.send(method, path, body, "Authorization", administrator);
  }

  @Test
  void aNewInstrumentIsPolledUntilItIsSwitchedOff() throws Exception {
    HttpResponse<String> added =
        asAdministrator(
            "POST", "/api/v1/instruments/", "{\"coingecko_id\":\"new-coin\",\"ticker\":\"btc\"}");
    assertThat(added.statusCode()).isEqualTo(201);
    JsonNode instrument = json(added);
    assertThat(instrument.path("ticker").textValue()).isEqualTo("BTC");
    assertThat(instrument.path("is_active").booleanValue()).isTrue();
    eventually(server, "/api/prices/?symbol=new-coin", page -> page.path("count").intValue() >= 2);
    HttpResponse<String> off =
        asAdministrator(
            "PATCH",
            "/api/v1/instruments/" + instrument.path("id").asText(),
            "{\"is_active\":false}");
    assertThat(json(off).path("is_active").booleanValue()).isFalse();
    long before = venue.requestedIds().size();
    Waiting.until(() -> venue.requestedIds().size(), count -> count >= before + 3);
    assertThat(venue.requestedIds().getLast()).contains("bitcoin").doesNotContain("new-coin");
  }

  @Test
  void aRemoteCallerMayNotChangeInstruments() {
    assertThat(
            server.post("/api/v1/instruments", "{}", "X-Forwarded-For", "127.0.0.1").statusCode())
        .isEqualTo(401);
    assertThat(server.post("/api/v1/instruments", "{}").statusCode()).isEqualTo(401);
  }

  @Test
  void aVenuesPrintsAreFetchedOnceAndShowTheTakersSide() throws IOException {
    String path = "/api/v1/market_trades/fetch/bitcoin?limit=2";
    HttpResponse<String> first = server.post(path, "");
    assertThat(first.body())
        .isEqualTo(
            "{\"symbol\":\"BTCUSDT\",\"provider\":\"binance\",\"inserted\":2,\"duplicates_skipped\":0,\"conflicts\":[],\"status\":\"ok\"}");
    assertThat(json(server.post(path, "")).path("duplicates_skipped").intValue()).isEqualTo(2);
    JsonNode prints = json("/api/v1/market_trades?symbol=BTCUSDT");
    assertThat(prints).hasSize(2);
    assertThat(prints.findValuesAsText("side")).containsExactlyInAnyOrder("BUY", "SELL");
  }

  @Test
  void healthAndMetricsShowThePoll() throws IOException {
    JsonNode polling = json("/health").path("polling");
    assertThat(polling.path("provider").textValue()).isEqualTo("coingecko");
    assertThat(polling.path("role").textValue()).isEqualTo("polling");
    assertThat(polling.path("last_success").isTextual()).isTrue();
    assertThat(polling.path("fault").isNull()).isTrue();
    assertThat(server.get("/metrics").body())
        .contains("candlewick_poll_success_total")
        .contains("candlewick_poll_failures_total 0.0")
        .contains("candlewick_poll_age_seconds")
        .contains("candlewick_ticks_total");
    assertThat(json("/openapi.json").path("paths").has("/api/prices")).isTrue();
  }

  @Test
  void aServerWhoseVenueIsDownStartsAndReportsIt(@TempDir Path other) throws Exception {
    Map<String, String> down =
        Map.of(
            "PRICE_PROVIDER", "coingecko",
            "CRYPTO_API_BASE_URL", "http://127.0.0.1:9",
            "TARGET_ASSETS", "bitcoin,some-new-coin",
            "POLL_INTERVAL", "1s");
    try (ServerProcess lonely = ServerProcess.start(other, down)) {
      JsonNode health =
          eventually(
              lonely,
              "/health",
              response ->
                  response.path("status").asText().equals("degraded")
                      && response.path("polling").path("fault").isTextual());
      assertThat(health.path("ready").booleanValue()).isTrue();
      assertThat(health.path("polling").path("consecutive_failures").intValue()).isPositive();
      assertThat(health.path("polling").path("fault").textValue())
          .startsWith("coingecko")
          .doesNotContain("127.0.0.1");
      assertThat(lonely.get("/api/prices/").body()).startsWith("{\"count\":0,");
      assertThat(lonely.get("/api/v1/instruments").body()).contains("SOME-NEW-COIN");
    }
  }
}
