package dev.candlewick.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.candlewick.store.Database;
import dev.candlewick.testing.CommitProxy;
import dev.candlewick.testing.DatabaseUrls;
import dev.candlewick.testing.ServerProcess;
import dev.candlewick.testing.TestDatabase;
import dev.candlewick.testing.Waiting;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A table that is locked, and a database that is down: what needs it is refused soon, and the rest
/// goes on.
class LockedTableIT {
  private static final String PRINT =
      """
      {"symbol":"ABCUSD","price":1,"qty":2,"timestamp":"2024-01-01T00:00:00Z"}\
      """;
  private static final String ASSET =
      """
      {"symbol":"ETH","quantity":"0.5","average_buy_price":"4000"}\
      """;

  @TempDir private static Path home;
  private static Database.Login login;
  private static CommitProxy proxy;
  private static ServerProcess server;

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
  }

  @AfterAll
  static void stop() {
    server.close();
    proxy.close();
  }

  private record Timed(HttpResponse<String> response, Duration took) {
    static Timed of(Callable<HttpResponse<String>> request) throws Exception {
      long start = System.nanoTime();
      HttpResponse<String> response = request.call();
      return new Timed(response, Duration.ofNanos(System.nanoTime() - start));
    }
  }

  private static HttpResponse<String> post(String path, String body) {
    return server.post(path, body, "Content-Type", "application/json");
  }

  @Test
  void aLockedTableCostsOtherRequestsNoConnection() throws Exception {
    try (Handle other = Jdbi.create(login.jdbcUrl(), login.user(), login.password()).open();
        ExecutorService clients = Executors.newFixedThreadPool(12)) {
      other.begin();
      other.execute("lock table market_print in access exclusive mode");
      List<Future<Timed>> writing = new ArrayList<>();
      for (int i = 0; i < 12; i++) {
        writing.add(clients.submit(() -> Timed.of(() -> post("/api/v1/market_trades", PRINT))));
      }
      for (int i = 0; i < 5; i++) {
        assertThat(server.get("/health").statusCode()).isEqualTo(200);
        assertThat(server.get("/health/ready").statusCode()).isEqualTo(200);
        assertThat(server.get("/api/v1/candles?symbol=BTCUSDT").statusCode()).isEqualTo(200);
        assertThat(server.get("/api/v1/assets").statusCode()).isEqualTo(200);
      }
      for (Future<Timed> one : writing) busy(one.get());
      busy(Timed.of(() -> server.get("/api/v1/market_trades?limit=1")));
      assertThat(post("/api/v1/assets", ASSET).statusCode()).isEqualTo(201);
      other.rollback();
    }
    assertThat(post("/api/v1/market_trades", PRINT).statusCode()).isEqualTo(201);
    assertThat(server.get("/api/v1/market_trades?limit=1").statusCode()).isEqualTo(200);
  }

  private static void busy(Timed refused) {
    assertThat(People.error(refused.response())).isEqualTo("503 BUSY");
    assertThat(refused.response().headers().firstValue("Retry-After")).isPresent();
    assertThat(refused.took()).isLessThan(Duration.ofSeconds(8));
  }

  @Test
  void aDatabaseOutageIsReportedWithinTwoSecondsAndRecovery() throws Exception {
    proxy.goDown();
    try {
      for (String path : List.of("/health", "/health/ready", "/api/v1/assets", "/api/v1/candles")) {
        Timed down = Timed.of(() -> server.get(path));
        assertThat(down.response().statusCode()).as(path).isEqualTo(503);
        assertThat(down.response().headers().firstValue("Retry-After")).as(path).isPresent();
        assertThat(down.took()).as(path).isLessThan(Duration.ofSeconds(2));
      }
      assertThat(server.get("/health/live").statusCode()).isEqualTo(200);
    } finally {
      proxy.comeBack();
    }
    await(() -> server.get("/health/ready").statusCode() == 200);
    await(() -> server.get("/api/v1/candles").statusCode() == 200);
  }

  private static void await(Callable<Boolean> condition) {
    Waiting.until(Duration.ofSeconds(30), condition, fulfilled -> fulfilled);
  }
}
