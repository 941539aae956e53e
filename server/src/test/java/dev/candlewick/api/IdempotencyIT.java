package dev.candlewick.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.candlewick.testing.ServerProcess;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The guarantees of `Idempotency-Key`, over real HTTP against the packaged server.
class IdempotencyIT {
  private static final String TRADE =
      """
      {"symbol":"BTC/USDT","entry_price":50000,"quantity":0.5,"trade_type":"BUY"}\
      """;
  private static final String ASSET =
      """
      {"symbol":"ETH","quantity":"0.5","average_buy_price":"4000"}\
      """;

  @TempDir private static Path home;
  private static ServerProcess server;
  private static People people;
  private static String ann;
  private static String ben;

  @BeforeAll
  static void start() {
    server =
        ServerProcess.start(
            home,
            Map.of(
                "BINANCE_BASE_URL", "http://127.0.0.1:9",
                "CRYPTO_API_BASE_URL", "http://127.0.0.1:9"));
    people = new People(server);
    ann = signedIn("ann");
    ben = signedIn("ben");
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static String signedIn(String name) {
    people.register(name);
    return "Bearer "
        + People.json(people.login(name, People.PASSWORD)).path("access_token").asText();
  }

  private static HttpResponse<String> send(
      String authorization, String method, String path, String body, String key) {
    List<String> headers =
        new ArrayList<>(List.of("Content-Type", "application/json", "Idempotency-Key", key));
    if (!authorization.isEmpty()) headers.addAll(List.of("Authorization", authorization));
    return server.send(method, path, body, headers.toArray(String[]::new));
  }

  private static String fresh() {
    return UUID.randomUUID().toString();
  }

  private static boolean isReplayed(HttpResponse<String> response) {
    return response.headers().firstValue("Idempotency-Replayed").isPresent();
  }

  private static int trades(String authorization) {
    return Integer.parseInt(
        server
            .get("/api/v1/trades", "Authorization", authorization)
            .headers()
            .firstValue("X-Total-Count")
            .orElseThrow());
  }

  @Test
  void theSameRequestUnderTheSameKeyGetsTheSameAnswerAndChangesNothing() {
    int before = trades(ann);
    String key = fresh();
    HttpResponse<String> first = send(ann, "POST", "/api/v1/trades", TRADE, key);
    HttpResponse<String> second = send(ann, "POST", "/api/v1/trades", TRADE, key);
    HttpResponse<String> alias = send(ann, "POST", "/trades", TRADE, key);
    assertThat(first.statusCode()).isEqualTo(201);
    assertThat(isReplayed(first)).isFalse();
    for (HttpResponse<String> again : List.of(second, alias)) {
      assertThat(again.statusCode()).isEqualTo(201);
      assertThat(again.body()).isEqualTo(first.body());
      assertThat(isReplayed(again)).isTrue();
      assertThat(again.headers().firstValue("Content-Type"))
          .isEqualTo(first.headers().firstValue("Content-Type"));
    }
    assertThat(trades(ann)).isEqualTo(before + 1);
  }

  @Test
  void anotherRequestUnderAKnownKeyIsRefused() {
    String key = fresh();
    send(ann, "POST", "/api/v1/trades", TRADE, key);
    int before = trades(ann);
    HttpResponse<String> other =
        send(ann, "POST", "/api/v1/trades", TRADE.replace("0.5", "0.6"), key);
    assertThat(People.error(other)).isEqualTo("422 VALIDATION_ERROR");
    assertThat(other.body()).contains("header.Idempotency-Key");
    assertThat(People.error(send(ann, "POST", "/api/v1/assets", ASSET, key)))
        .isEqualTo("422 VALIDATION_ERROR");
    assertThat(trades(ann)).isEqualTo(before);
  }

  @Test
  void aKeyIsItsCallersOwn() {
    String key = fresh();
    HttpResponse<String> anns = send(ann, "POST", "/api/v1/trades", TRADE, key);
    HttpResponse<String> bens = send(ben, "POST", "/api/v1/trades", TRADE, key);
    assertThat(bens.statusCode()).isEqualTo(201);
    assertThat(isReplayed(bens)).isFalse();
    assertThat(bens.body()).isNotEqualTo(anns.body());
  }

  @Test
  void aRefusedRequestKeepsNoAnswer() {
    String key = fresh();
    assertThat(send(ann, "POST", "/api/v1/trades", "{}", key).statusCode()).isEqualTo(422);
    HttpResponse<String> corrected = send(ann, "POST", "/api/v1/trades", TRADE, key);
    assertThat(corrected.statusCode()).isEqualTo(201);
    assertThat(isReplayed(corrected)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a\tb"})
  void aKeyThatIsNotPrintableIsRefused(String key) {
    assertThat(People.error(send(ann, "POST", "/api/v1/trades", TRADE, key)))
        .isEqualTo("422 VALIDATION_ERROR");
  }

  @Test
  void aKeyHasAtMost255Characters() {
    assertThat(send(ann, "POST", "/api/v1/trades", TRADE, "k".repeat(255)).statusCode())
        .isEqualTo(201);
    assertThat(send(ann, "POST", "/api/v1/trades", TRADE, "k".repeat(256)).statusCode())
        .isEqualTo(422);
  }

  @Test
  void ofManyAtOnceOneIsCarriedOut() throws Exception {
    int before = trades(ben);
    String key = fresh();
    List<HttpResponse<String>> responses = new ArrayList<>();
    try (ExecutorService at = Executors.newFixedThreadPool(6)) {
      List<Future<HttpResponse<String>>> sent = new ArrayList<>();
      for (int i = 0; i < 6; i++) {
        sent.add(at.submit(() -> send(ben, "POST", "/api/v1/trades", TRADE, key)));
      }
      for (Future<HttpResponse<String>> one : sent) responses.add(one.get());
    }
    assertThat(responses).isNotEmpty().allSatisfy(a -> assertThat(a.statusCode()).isIn(201, 409));
    assertThat(responses.stream().filter(a -> a.statusCode() == 201 && !isReplayed(a))).hasSize(1);
    assertThat(trades(ben)).isEqualTo(before + 1);
  }

  @Test
  void changesAndDeletionsAreReplayedToo() {
    HttpResponse<String> opened = send(ann, "POST", "/api/v1/trades", TRADE, fresh());
    String path = "/api/v1/trades/" + People.json(opened).path("id").asText();
    String close = fresh();
    HttpResponse<String> closed =
        send(ann, "PATCH", path + "/close", "{\"exit_price\":51000}", close);
    assertThat(closed.statusCode()).isEqualTo(200);
    HttpResponse<String> again =
        send(ann, "PATCH", path + "/close", "{\"exit_price\":51000}", close);
    assertThat(again.statusCode()).isEqualTo(200);
    assertThat(again.body()).isEqualTo(closed.body());
    String delete = fresh();
    assertThat(send(ann, "DELETE", path, "", delete).statusCode()).isEqualTo(204);
    HttpResponse<String> gone = send(ann, "DELETE", path, "", delete);
    assertThat(gone.statusCode()).isEqualTo(204);
    assertThat(isReplayed(gone)).isTrue();
    assertThat(send(ann, "DELETE", path, "", fresh()).statusCode()).isEqualTo(404);
  }

  @Test
  void anAssetOfThePublicWorkspaceIsAddedOnce() {
    String key = fresh();
    HttpResponse<String> added = send("", "POST", "/api/assets/", ASSET, key);
    assertThat(added.statusCode()).as(added.body()).isEqualTo(201);
    HttpResponse<String> again = send("", "POST", "/api/v1/assets", ASSET, key);
    assertThat(again.statusCode()).isEqualTo(201);
    assertThat(isReplayed(again)).isTrue();
    assertThat(send("", "POST", "/api/assets/", ASSET, fresh()).statusCode()).isEqualTo(409);
  }

  @Test
  void anAccountAndATokenAreMadeOnce() {
    String key = fresh();
    String body = People.pair("carl", People.PASSWORD);
    assertThat(send("", "POST", "/auth/register", body, key).statusCode()).isEqualTo(201);
    assertThat(send("", "POST", "/auth/register", body, key).statusCode()).isEqualTo(201);
    String tokenKey = fresh();
    HttpResponse<String> token = send("", "POST", "/api-token-auth/", body, tokenKey);
    assertThat(token.statusCode()).as(token.body()).isEqualTo(200);
    assertThat(send("", "POST", "/api-token-auth/", body, tokenKey).body()).isEqualTo(token.body());
  }

  @Test
  void aFetchIsReplayedWithoutAskingTheVenueAgain() {
    String key = fresh();
    String path = "/api/v1/candles/fetch/BTCUSDT?provider=simulated&interval=1h&max_candles=5";
    HttpResponse<String> first = send("", "POST", path, "", key);
    assertThat(first.statusCode()).as(first.body()).isEqualTo(200);
    HttpResponse<String> again = send("", "POST", path, "", key);
    assertThat(again.body()).isEqualTo(first.body());
    assertThat(isReplayed(again)).isTrue();
  }

  @Test
  void aWrongSetupCodeUnderAKeyIsRejectedAndCreatesNoAccount() {
    String body =
        "{\"username\":\"wrong-code\",\"password\":\"%s\",\"setup_code\":\"setup_wrong\"}"
            .formatted(People.PASSWORD);
    HttpResponse<String> rejected = send("", "POST", "/auth/register", body, fresh());
    assertThat(People.error(rejected)).isEqualTo("403 FORBIDDEN");
    assertThat(new People(server).login("wrong-code", People.PASSWORD).statusCode()).isEqualTo(401);
  }

  /// What is not in the description is not promised to a generated client.
  @Test
  void everyWritingOperationDescribesTheHeader() {
    JsonNode description = People.json(server.get("/openapi.json"));
    assertThat(description.at("/components/parameters/IdempotencyKey/name").asText())
        .isEqualTo("Idempotency-Key");
    assertThat(description.path("paths").properties())
        .allSatisfy(path ->
            assertThat(path.getValue().properties())
                .filteredOn(operation ->
                    List.of("post", "put", "patch", "delete").contains(operation.getKey()))
                .allSatisfy(operation ->
                    assertThat(operation.getValue().path("parameters").toString())
                        .as(path.getKey())
                        .contains("#/components/parameters/IdempotencyKey")));
  }
}
