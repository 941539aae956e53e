package dev.candlewick.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.candlewick.testing.ServerProcess;
import dev.candlewick.testing.Waiting;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Document 002's requests as written, and wrong ones, against the packaged server in the public
/// workspace of this machine; prices come from a CoinGecko on the loopback every second.
class AssetsApiIT {
  private static final JsonMapper JSON = new JsonMapper();
  private static final String BTC =
      "{\"symbol\": \"BTC\", \"quantity\": 0.5, \"average_buy_price\": 40000}";

  @TempDir private static Path home;
  private static final LoopbackPrices VENUE = new LoopbackPrices();
  private static ServerProcess server;

  private static ServerProcess start() {
    return ServerProcess.start(
        home,
        Map.of(
            "PRICE_PROVIDER", "coingecko",
            "CRYPTO_API_BASE_URL", VENUE.uri().toString(),
            "COINGECKO_RATE", "10000",
            "POLL_INTERVAL", "1s"));
  }

  @BeforeAll
  static void open() {
    server = start();
  }

  @AfterAll
  static void close() {
    server.close();
    VENUE.close();
  }

  @BeforeEach
  @AfterEach
  void clear() throws IOException {
    for (JsonNode asset : json("/api/assets/")) {
      String symbol = asset.path("symbol").textValue();
      assertThat(server.send("DELETE", "/api/assets/" + symbol, "").statusCode()).isEqualTo(204);
    }
  }

  private static JsonNode json(HttpResponse<String> response) throws IOException {
    return JSON.readTree(response.body());
  }

  private static JsonNode json(String path) throws IOException {
    HttpResponse<String> response = server.get(path);
    assertThat(response.statusCode()).as(path + " " + response.body()).isEqualTo(200);
    return json(response);
  }

  private static JsonNode eventually(String path, Predicate<JsonNode> wanted) throws Exception {
    return Waiting.until(() -> json(path), wanted);
  }

  private static void add(String body) {
    HttpResponse<String> added = server.post("/api/assets/", body);
    assertThat(added.statusCode()).as(added.body()).isEqualTo(201);
  }

  @Test
  void theDocumentsRequestsAnswerAsWritten() throws Exception {
    VENUE.price("bitcoin", "45000.125");
    untilPriced("BTC", "45000.125");
    HttpResponse<String> added = server.post("/api/assets/", BTC);
    assertThat(added.statusCode()).isEqualTo(201);
    assertThat(json(added).properties())
        .extracting(Map.Entry::getKey)
        .containsExactly(
            "id",
            "symbol",
            "instrument",
            "quantity",
            "average_buy_price",
            "latest_price",
            "current_value",
            "cost_basis",
            "pnl",
            "pnl_percentage",
            "price_timestamp",
            "reason");
    assertThat(added.body())
        .contains(
            "\"symbol\":\"BTC\",\"instrument\":\"bitcoin\",\"quantity\":\"0.5\",\"average_buy_price\":\"40000.00\"")
        .contains("\"latest_price\":\"45000.125\",\"current_value\":\"22500.0625\"")
        .contains("\"cost_basis\":\"20000.00\",\"pnl\":\"2500.0625\",\"pnl_percentage\":\"12.50\"");
    assertThat(json("/api/assets/")).hasSize(1);
    for (String name : List.of("BTC", "btc", "bitcoin", "Bitcoin", "id:bitcoin")) {
      assertThat(json("/api/assets/" + name).path("symbol").textValue()).isEqualTo("BTC");
    }
    JsonNode summary = json("/api/analytics/portfolio_summary");
    assertThat(summary.path("total_current_value").textValue()).isEqualTo("22500.06");
    assertThat(summary.path("total_initial_cost").textValue()).isEqualTo("20000.00");
    assertThat(summary.path("total_pnl").textValue()).isEqualTo("2500.06");
    assertThat(summary.path("pnl_percentage").textValue()).isEqualTo("12.50");
    assertThat(summary.path("assets_count").intValue()).isEqualTo(1);
    assertThat(summary.path("unpriced_assets")).isEmpty();
    assertThat(summary.path("as_of").isTextual()).isTrue();
  }

  private static void untilPriced(String ticker, String price) throws Exception {
    eventually(
        "/api/prices/?limit=1&symbol=" + ticker,
        page -> page.path("results").path(0).path("price").asText().equals(price));
  }

  @Test
  void aNewPriceMovesEveryViewAtOnce() throws Exception {
    add("{\"symbol\":\"ETH\",\"quantity\":\"2\",\"average_buy_price\":\"1000\"}");
    VENUE.price("ethereum", "2000.01");
    untilPriced("ETH", "2000.01");
    assertThat(json("/api/assets/ETH").path("current_value").textValue()).isEqualTo("4000.02");
    assertThat(json("/api/analytics/portfolio_summary").path("total_pnl").textValue())
        .isEqualTo("2000.02");
    JsonNode points = json("/api/analytics/historical_prices/eth?limit=2");
    assertThat(points).hasSize(2);
    assertThat(points.get(1).path("price").textValue()).isEqualTo("2000.01");
    assertThat(points.get(1).properties())
        .extracting(Map.Entry::getKey)
        .containsExactly("id", "asset_id", "timestamp", "price");
    assertThat(points.get(1).path("id").longValue())
        .isGreaterThan(points.get(0).path("id").longValue());
  }

  /// Its price is not requested before an account holds it.
  @Test
  void heldInstrumentsArePolledAndUnknownOnesAreNamed() throws Exception {
    add("{\"symbol\":\"LTC\",\"quantity\":1,\"average_buy_price\":10}");
    add("{\"symbol\":\"DARKCOIN9\",\"quantity\":1000000,\"average_buy_price\":1}");
    assertThat(json("/api/assets/DARKCOIN9").path("current_value").isNull()).isTrue();
    VENUE.price("litecoin", "12.5");
    eventually("/api/assets/LTC", view -> view.path("current_value").asText().equals("12.50"));
    JsonNode summary = json("/api/analytics/portfolio_summary");
    assertThat(summary.path("total_current_value").textValue()).isEqualTo("12.50");
    assertThat(summary.path("total_initial_cost").textValue()).isEqualTo("10.00");
    assertThat(summary.path("unpriced_assets")).hasToString("[\"DARKCOIN9\"]");
    assertThat(json("/api/analytics/historical_prices/DARKCOIN9")).isEmpty();
  }

  @Test
  void putReplacesPatchChangesAndDeleteRemoves() throws IOException {
    add(BTC);
    long id = json("/api/assets/BTC").path("id").longValue();
    HttpResponse<String> put =
        server.send("PUT", "/api/assets/btc", "{\"quantity\":\"0\",\"average_buy_price\":\"7.5\"}");
    assertThat(put.statusCode()).as(put.body()).isEqualTo(200);
    assertThat(json(put).path("average_buy_price").textValue()).isEqualTo("7.50");
    assertThat(json(put).path("pnl_percentage").isNull()).isTrue();
    HttpResponse<String> patch =
        server.send("PATCH", "/api/v1/assets/BTC/", "{\"quantity\":\"0.000000000000000001\"}");
    assertThat(json(patch).path("quantity").textValue()).isEqualTo("0.000000000000000001");
    assertThat(json(patch).path("average_buy_price").textValue()).isEqualTo("7.50");
    assertThat(json(patch).path("id").longValue()).isEqualTo(id);
    assertThat(server.send("DELETE", "/api/assets/BTC", "").statusCode()).isEqualTo(204);
    assertThat(server.get("/api/assets/BTC").statusCode()).isEqualTo(404);
    assertThat(server.send("DELETE", "/api/assets/BTC", "").statusCode()).isEqualTo(404);
    add(BTC);
  }

  @Test
  void aRemovedAssetIsRestored() throws IOException {
    add(BTC);
    JsonNode before = json("/api/assets/BTC");
    assertThat(server.send("DELETE", "/api/assets/BTC", "").statusCode()).isEqualTo(204);
    HttpResponse<String> restored = server.post("/api/v1/assets/bitcoin/restore", "");
    assertThat(restored.statusCode()).as(restored.body()).isEqualTo(200);
    assertThat(json("/api/assets/BTC").path("quantity")).isEqualTo(before.path("quantity"));
    assertThat(json("/api/assets/BTC").path("id")).isEqualTo(before.path("id"));
    assertThat(server.post("/api/v1/assets/BTC/restore", "").statusCode()).isEqualTo(409);
    assertThat(server.post("/api/v1/assets/ETH/restore", "").statusCode()).isEqualTo(404);
  }

  @Test
  void theHistoryEndsWithTheValueOfThePresent() throws Exception {
    add(BTC);
    JsonNode summary =
        eventually(
            "/api/v1/analytics/portfolio_summary",
            found -> !found.path("total_current_value").isNull());
    JsonNode points = json("/api/v1/analytics/portfolio_history?points=50").path("points");
    assertThat(points.path(points.size() - 1).path("cost"))
        .isEqualTo(summary.path("total_initial_cost"));
    assertThat(points.path(points.size() - 1).path("value").isNull()).isFalse();
    JsonNode day = json("/api/v1/analytics/portfolio_day?zone=Europe/Berlin");
    assertThat(day.path("change").isNull()).isFalse();
    assertThat(server.get("/api/v1/analytics/portfolio_history?points=1").body())
        .contains("query.points");
    assertThat(server.get("/api/v1/analytics/portfolio_day?zone=Mars").body())
        .contains("query.zone");
  }

  @Test
  void anAssetAtNoCostHasNoPercentage() throws Exception {
    VENUE.price("bitcoin", "45000.125");
    untilPriced("BTC", "45000.125");
    add("{\"symbol\":\"BTC\",\"quantity\":2,\"average_buy_price\":0}");
    JsonNode view = json("/api/assets/BTC");
    assertThat(view.path("cost_basis").textValue()).isEqualTo("0.00");
    assertThat(view.path("pnl").textValue()).isEqualTo("90000.25");
    assertThat(view.path("pnl_percentage").isNull()).isTrue();
    assertThat(view.path("reason").textValue()).contains("Nothing was paid");
    JsonNode summary = json("/api/analytics/portfolio_summary");
    assertThat(summary.path("total_pnl").textValue()).isEqualTo("90000.25");
    assertThat(summary.path("pnl_percentage").isNull()).isTrue();
    assertThat(summary.path("reason").textValue()).contains("Nothing was paid");
    for (String price : List.of("1", "0")) {
      String body = "{\"average_buy_price\":" + price + "}";
      HttpResponse<String> patch = server.send("PATCH", "/api/assets/BTC", body);
      assertThat(patch.statusCode()).as(patch.body()).isEqualTo(200);
    }
    assertThat(json("/api/assets/BTC").path("average_buy_price").textValue()).isEqualTo("0.00");
  }

  @Test
  void theResponseOfAGetIsAValidPut() throws IOException {
    add(BTC);
    String view = server.get("/api/assets/BTC").body();
    HttpResponse<String> put = server.send("PUT", "/api/assets/btc", view);
    assertThat(put.statusCode()).as(put.body()).isEqualTo(200);
    assertThat(json(put).path("quantity").textValue()).isEqualTo("0.5");
    for (String name : List.of("btc", "bitcoin", "id:bitcoin")) {
      String renamed = view.replace("\"symbol\":\"BTC\"", "\"symbol\":\"" + name + "\"");
      assertThat(server.send("PUT", "/api/assets/BTC", renamed).statusCode()).isEqualTo(200);
    }
    HttpResponse<String> other =
        server.send("PUT", "/api/assets/BTC", view.replace("\"BTC\"", "\"ETH\""));
    assertThat(other.statusCode()).isEqualTo(422);
    assertThat(other.body()).contains("body.symbol");
    HttpResponse<String> nothing =
        server.send("PATCH", "/api/assets/BTC", "{\"pnl\":\"1\",\"symbol\":\"BTC\"}");
    assertThat(nothing.body()).contains("must have quantity or average_buy_price");
  }

  @Test
  void eighteenDecimalsSurviveARestart() throws IOException {
    String body =
        "{\"symbol\":\"BTC\",\"quantity\":12345678901234567890.123456789012345678,"
            + "\"average_buy_price\":\"0.000000000000000001\"}";
    add(body);
    String before = json("/api/assets/BTC").path("quantity").textValue();
    server.close();
    server = start();
    JsonNode after = json("/api/assets/BTC");
    assertThat(after.path("quantity").textValue())
        .isEqualTo(before)
        .isEqualTo("12345678901234567890.123456789012345678");
    assertThat(after.path("average_buy_price").textValue()).isEqualTo("0.000000000000000001");
    assertThat(after.path("cost_basis").textValue())
        .isEqualTo("12.345678901234567890123456789012345678");
  }

  @Test
  void ofTwoWhoAddTheSameAssetOneWins() throws Exception {
    try (ExecutorService pool = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int round = 0; round < 20; round++) {
        Callable<Integer> adding = () -> server.post("/api/assets/", BTC).statusCode();
        List<Integer> statuses =
            pool.invokeAll(List.of(adding, adding)).stream().map(Future::resultNow).toList();
        assertThat(statuses).containsExactlyInAnyOrder(201, 409);
        clear();
      }
    }
  }

  @Test
  void changesAndADeletionAtOnceLeaveOneOrNone() throws Exception {
    try (ExecutorService pool = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int round = 0; round < 20; round++) {
        add(BTC);
        Callable<Integer> change =
            () -> server.send("PATCH", "/api/assets/BTC", "{\"quantity\":1}").statusCode();
        Callable<Integer> delete = () -> server.send("DELETE", "/api/assets/BTC", "").statusCode();
        List<Integer> statuses =
            pool.invokeAll(List.of(change, delete, change)).stream()
                .map(Future::resultNow)
                .toList();
        assertThat(statuses.get(1)).isEqualTo(204);
        assertThat(statuses).isSubsetOf(200, 204, 404);
        assertThat(json("/api/assets/")).isEmpty();
      }
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "POST   | /api/assets/           | {\"symbol\":\"BTC\"}                                    | 422 | 2 fields are wrong",
        "POST   | /api/assets/           | {\"quantity\":1,\"average_buy_price\":1}                | 422 | body.symbol",
        "POST   | /api/assets/           | {\"symbol\":\"B\",\"quantity\":1,\"average_buy_price\":1} | 422 | body.symbol",
        "POST   | /api/assets/           | {\"symbol\":5,\"quantity\":1,\"average_buy_price\":1}   | 422 | must be a string",
        "POST   | /api/assets/           | {\"symbol\":\"ETH\",\"quantity\":0,\"average_buy_price\":1}  | 422 | body.quantity must be above 0",
        "POST   | /api/assets/           | {\"symbol\":\"ETH\",\"quantity\":-1,\"average_buy_price\":1} | 422 | body.quantity must be above 0",
        "POST   | /api/assets/           | {\"symbol\":\"ETH\",\"quantity\":1,\"average_buy_price\":-1} | 422 | body.average_buy_price must not be below 0",
        "POST   | /api/assets/           | {\"symbol\":\"ETH\",\"quantity\":\"NaN\",\"average_buy_price\":1} | 422 | body.quantity",
        "POST   | /api/assets/           | {\"symbol\":\"ETH\",\"quantity\":\"\",\"average_buy_price\":1} | 422 | body.quantity must be a decimal number",
        "PATCH  | /api/assets/BTC        | {\"quantity\":\"\",\"average_buy_price\":1}             | 422 | body.quantity must be a decimal number",
        "PUT    | /api/assets/BTC        | {\"symbol\":\"ETH\",\"x\":1,\"quantity\":1,\"average_buy_price\":1} | 422 | \"field\":\"body.x\"",
        "POST   | /api/assets/           | {\"symbol\":\"ETH\",\"quantity\":1e-19,\"average_buy_price\":1}   | 422 | more than 18 decimals",
        "POST   | /api/assets/           | {\"symbol\":\"ETH\",\"quantity\":1e20,\"average_buy_price\":1}    | 422 | more than 20 digits",
        "POST   | /api/assets/           | {\"symbol\":\"ETH\",\"quantity\":1,\"average_buy_price\":1,\"x\":1} | 422 | body.x is not a field",
        "POST   | /api/assets/           | [1]                                                     | 422 | must be a JSON object",
        "POST   | /api/assets/           | {                                                       | 422 | not valid JSON",
        "POST   | /api/assets/           | ''                                                      | 422 | is empty",
        "POST   | /api/assets/           | {\"symbol\":\"BTC\",\"quantity\":1,\"average_buy_price\":1} | 409 | BTC is there already",
        "PUT    | /api/assets/BTC        | {\"quantity\":1}                                        | 422 | body.average_buy_price is required",
        "PUT    | /api/assets/BTC        | {\"symbol\":\"ETH\",\"quantity\":1,\"average_buy_price\":1} | 422 | body.symbol cannot be changed",
        "PUT    | /api/assets/BTC        | {\"quantity\":-1,\"average_buy_price\":1}               | 422 | must not be below 0",
        "PATCH  | /api/assets/BTC        | {}                                                      | 422 | must have quantity or average_buy_price",
        "PATCH  | /api/assets/NOSUCH     | {\"quantity\":1}                                        | 404 | no asset 'NOSUCH'",
        "PUT    | /api/assets/ETH        | {\"quantity\":1,\"average_buy_price\":1}                | 404 | no asset 'ETH'",
        "DELETE | /api/assets/NOSUCH     | ''                                                      | 404 | no asset",
        "GET    | /api/assets/NOSUCH     | ''                                                      | 404 | no asset",
        "GET    | /api/analytics/historical_prices/NOSUCHCOIN | ''                                  | 404 | Unknown symbol",
        "GET    | /api/analytics/historical_prices/BTC?from=x | ''                                  | 422 | query.from",
        "GET    | /api/analytics/historical_prices/BTC?limit=0 | ''                                 | 422 | query.limit",
        "GET    | /api/analytics/historical_prices/BTC?from=2026-02-01&to=2026-01-01 | ''           | 422 | is after the end",
        "GET    | /api/assets/?x=%00     | ''                                                      | 422 | zero character",
        "POST   | /api/assets/           | {\"symbol\":\"A\\u0000B\",\"quantity\":1,\"average_buy_price\":1} | 422 | zero character",
        "POST   | /api/v1/analytics/portfolio_summary | ''                                         | 405 | answers GET",
        "PUT    | /api/v1/auth/login     | ''                                                      | 405 | answers OPTIONS, POST",
        "DELETE | /api/analytics/portfolio_summary | ''                                            | 405 | answers GET",
      })
  void wrongRequestsAreRejectedWithAMessage(
      String method, String path, String body, int status, String words) {
    add(BTC);
    HttpResponse<String> refused = server.send(method.strip(), path, body);
    assertThat(refused.statusCode()).as(refused.body()).isEqualTo(status);
    assertThat(refused.body()).contains(words);
    assertThat(refused.headers().firstValue("content-type")).hasValue("application/problem+json");
  }

  @Test
  void anAliasAnswersJsonWhateverIsAccepted() {
    HttpResponse<String> page = server.get("/api/assets/", "Accept", "text/html");
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.headers().firstValue("content-type").orElseThrow())
        .startsWith("application/json");
  }

  @Test
  void aRemoteCallerHasNoDefaultAccount() {
    HttpResponse<String> proxied = server.get("/api/assets/", "X-Forwarded-For", "203.0.113.7");
    assertThat(proxied.statusCode()).isEqualTo(401);
    HttpResponse<String> crossSite =
        server.post("/api/assets/", BTC, "Sec-Fetch-Site", "cross-site");
    assertThat(crossSite.statusCode()).isEqualTo(401);
    assertThat(
            server
                .get("/api/analytics/historical_prices/BTC", "X-Forwarded-For", "203.0.113.7")
                .statusCode())
        .isEqualTo(200);
  }
}
