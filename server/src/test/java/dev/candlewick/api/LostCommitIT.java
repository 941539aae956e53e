package dev.candlewick.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.candlewick.store.Database;
import dev.candlewick.testing.CommitProxy;
import dev.candlewick.testing.DatabaseUrls;
import dev.candlewick.testing.ServerProcess;
import dev.candlewick.testing.TestDatabase;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The response to a commit is lost between the server and PostgreSQL: the caller receives that the
/// outcome is unknown, and the same request under the same key leaves exactly one row.
class LostCommitIT {
  private static final Map<String, String> BODIES =
      Map.of(
          "/api/v1/trades",
          """
          {"symbol":"BTC/USDT","entry_price":50000,"quantity":0.5,"trade_type":"BUY"}\
          """,
          "/api/v1/assets",
          """
          {"symbol":"BTC","quantity":"0.5","average_buy_price":"40000"}\
          """,
          "/api/v1/candles",
          """
          {"symbol":"ABCUSD","interval":"1h","open_time":"2024-01-01T00:00:00Z","open":1,"high":2,\
          "low":1,"close":2,"volume":3,"close_time":"2024-01-01T00:59:59.999Z","trades":1}\
          """,
          "/api/v1/market_trades",
          """
          {"symbol":"ABCUSD","price":1,"qty":2,"timestamp":"2024-01-01T00:00:00Z"}\
          """);

  @TempDir private static Path home;
  private static Database.Login login;
  private static CommitProxy proxy;
  private static ServerProcess server;
  private static String trader;

  @BeforeAll
  static void start() {
    login = TestDatabase.login();
    proxy = CommitProxy.to(DatabaseUrls.port(login));
    server =
        ServerProcess.start(
            home,
            Map.of(
                "DATABASE_URL",
                DatabaseUrls.through(proxy.port(), login, "prepareThreshold=0"),
                "BINANCE_BASE_URL",
                "http://127.0.0.1:9",
                "CRYPTO_API_BASE_URL",
                "http://127.0.0.1:9"));
    People people = new People(server);
    people.register("trader");
    String token =
        People.json(people.login("trader", People.PASSWORD)).path("access_token").asText();
    trader = "Bearer " + token;
  }

  @AfterAll
  static void stop() {
    server.close();
    proxy.close();
  }

  @ParameterizedTest
  @CsvSource({
    "/api/v1/trades, journal_position",
    "/api/v1/assets, ledger_transaction",
    "/api/v1/candles, candle_row",
    "/api/v1/market_trades, market_print"
  })
  void aRetryUnderTheSameKeyLeavesOneRow(String path, String table) {
    for (int round = 1; round <= 3; round++) {
      empty(table);
      String key = UUID.randomUUID().toString();
      proxy.loseCommitOf("insert into " + table.replace("candle_row", "idempotency_key"));
      HttpResponse<String> lost = post(path, key);
      assertThat(People.error(lost)).isEqualTo("503 OUTCOME_UNKNOWN");
      assertThat(lost.body()).doesNotContain("nothing was stored");
      assertThat(lost.headers().firstValue("Retry-After")).isPresent();

      HttpResponse<String> again = post(path, key);
      assertThat(again.statusCode()).as(again.body()).isEqualTo(201);
      assertThat(again.headers().firstValue("Idempotency-Replayed")).contains("true");
      assertThat(rows(table)).isOne();
      assertThat(post(path, key).body()).isEqualTo(again.body());
      assertThat(proxy.cuts()).isPositive();
    }
  }

  @ParameterizedTest
  @CsvSource({"/api/v1/trades, journal_position", "/api/v1/market_trades, market_print"})
  void withoutAKeyTheOutcomeIsReportedAsUnknown(String path, String table) {
    empty(table);
    proxy.loseCommitOf("insert into " + table);
    HttpResponse<String> lost =
        server.post(
            path, BODIES.get(path), "Content-Type", "application/json", "Authorization", trader);
    assertThat(People.error(lost)).isEqualTo("503 OUTCOME_UNKNOWN");
    assertThat(rows(table)).isOne();
  }

  private static HttpResponse<String> post(String path, String key) {
    return server.post(
        path,
        BODIES.get(path),
        "Content-Type",
        "application/json",
        "Authorization",
        trader,
        "Idempotency-Key",
        key);
  }

  private static long rows(String table) {
    return owner()
        .withHandle(
            handle -> handle.createQuery("select count(*) from " + table).mapTo(Long.class).one());
  }

  private static void empty(String table) {
    owner().useHandle(handle -> handle.execute("truncate " + table + " cascade"));
  }

  private static Jdbi owner() {
    return Jdbi.create(login.jdbcUrl(), login.user(), login.password());
  }
}
