package dev.candlewick;

import static org.assertj.core.api.Assertions.assertThat;

import dev.candlewick.store.Database;
import dev.candlewick.testing.DatabaseUrls;
import dev.candlewick.testing.ServerProcess;
import dev.candlewick.testing.TestDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// SIGTERM at any moment leaves no process behind, and cuts no request that is under way.
class StopIT {
  private static final Duration LONGEST = Duration.ofSeconds(90);

  @TempDir private Path home;

  private static void await(String what, BooleanSupplier condition) {
    long end = System.nanoTime() + LONGEST.toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as(what).isLessThan(end);
      Thread.onSpinWait();
    }
  }

  private static String text(Path file) {
    try {
      return Files.exists(file) ? Files.readString(file) : "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Programs of PostgreSQL whose command line names the home.
  private List<String> programs() {
    return ProcessHandle.allProcesses()
        .filter(ProcessHandle::isAlive)
        .flatMap(process -> process.info().commandLine().stream())
        .filter(line -> line.contains(home.toString()) && !line.contains("quarkus-run.jar"))
        .toList();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Unpacking PostgreSQL",
        "Creating the database",
        "file data/postmaster.pid",
        "program postgres",
        "the database is ready",
        "there is no administrator yet",
        "Listening on"
      })
  void aStopDuringTheStartLeavesNoPostgresBehind(String moment) throws Exception {
    Path log = home.resolve("serve.log");
    Map<String, String> settings = Map.of("PORT", "0", "CRYPTO_API_BASE_URL", "http://127.0.0.1:9");
    Process server = ServerProcess.launch(home, settings, log, "serve");
    await(
        moment,
        () ->
            switch (moment) {
              case "file data/postmaster.pid" -> Files.exists(home.resolve("data/postmaster.pid"));
              case "program postgres" ->
                  programs().stream().anyMatch(line -> line.contains("pg_ctl start"));
              default -> text(log).contains(moment);
            });
    server.destroy();
    assertThat(server.waitFor(60, TimeUnit.SECONDS)).as(text(log)).isTrue();
    assertThat(programs()).as(text(log)).isEmpty();
    assertThat(home.resolve("data/postmaster.pid")).doesNotExist();
  }

  @Test
  void aStopCompletesRunningRequestsAndAcceptsNoMore() throws Exception {
    Database.Login login = TestDatabase.login();
    try (ServerProcess server =
            ServerProcess.start(
                home,
                Map.of(
                    "DATABASE_URL",
                    DatabaseUrls.through(DatabaseUrls.port(login), login, ""),
                    "CRYPTO_API_BASE_URL",
                    "http://127.0.0.1:9"));
        Handle other = Jdbi.create(login.jdbcUrl(), login.user(), login.password()).open();
        ExecutorService clients = Executors.newFixedThreadPool(6)) {
      other.begin();
      other.execute("lock table market_print in access exclusive mode");
      List<Future<HttpResponse<String>>> underWay = new ArrayList<>();
      for (int i = 0; i < 6; i++) {
        String print =
            "{\"symbol\":\"ABCUSD\",\"price\":1,\"qty\":2,\"timestamp\":\"2024-01-01T00:00:0"
                + i
                + "Z\"}";
        underWay.add(
            clients.submit(() ->
                server.post("/api/v1/market_trades", print, "Content-Type", "application/json")));
      }
      await("six requests that wait", () -> waiting(login) == 6);
      server.terminate();
      await("a refusal", () -> isRefused(server));
      other.rollback();
      for (Future<HttpResponse<String>> one : underWay) {
        assertThat(one.get().statusCode()).as(one.get().body()).isEqualTo(201);
      }
      assertThat(server.endsWithin(Duration.ofSeconds(15))).as(server.log()).isTrue();
    }
  }

  private static long waiting(Database.Login login) {
    return Jdbi.create(login.jdbcUrl(), login.user(), login.password())
        .withHandle(handle ->
            handle
                .createQuery(
                    "select count(*) from pg_locks where not granted"
                        + " and relation = 'market_print'::regclass")
                .mapTo(Long.class)
                .one());
  }

  private static boolean isRefused(ServerProcess server) {
    try {
      HttpResponse<String> response = server.get("/health/live");
      return response.statusCode() == 503 && response.body().contains("BUSY");
    } catch (UncheckedIOException e) {
      return true;
    }
  }
}
