package dev.candlewick.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.candlewick.testing.ServerProcess;
import dev.candlewick.testing.ServerProcess.Result;
import dev.candlewick.testing.Waiting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// An instance is copied from one data home to another through a file, while its server runs, and
/// returns the same responses there; `doctor` reports the state of each of them.
class BackupCommandIT {
  private static final String CANDLE =
      """
      {"symbol":"BTCUSDT","interval":"15m","open_time":"2021-01-01T00:00:00Z","open":29000.000000000000000001,\
      "high":29100.0,"low":28900.0,"close":29050.0,"volume":123.45,\
      "close_time":"2021-01-01T00:15:00Z","trades":100}\
      """;
  private static final String BACKFILL =
      """
      {"symbol":"ETHUSDT","interval":"1h","provider":"simulated","from":"2024-01-01","to":"2024-03-01"}\
      """;
  private static final List<String> PATHS =
      List.of(
          "/historical_prices?limit=1000",
          "/api/v1/candles?provider=simulated&symbol=ETHUSDT&limit=1000",
          "/api/v1/coverage",
          "/api/v1/instruments",
          "/api/prices/?to_date=2024-01-01",
          "/trades?limit=10");

  /// Prices are not polled while the two are compared.
  private static final Map<String, String> QUIET =
      Map.of("TARGET_ASSETS", "", "POLL_INTERVAL", "1d", "PROVIDER_ORDER", "simulated");

  @TempDir private Path old;
  @TempDir private Path fresh;

  @Test
  void anotherHomeAnswersTheSameAfterARestore() throws Exception {
    Path file = fresh.resolve("my.backup");
    List<String> before;
    try (ServerProcess server = ServerProcess.start(old, QUIET)) {
      assertThat(server.post("/historical_prices", CANDLE).statusCode()).isEqualTo(201);
      assertThat(server.post("/api/v1/backfills", BACKFILL).statusCode()).isEqualTo(202);
      Waiting.until(() -> backfill(server), state -> state.startsWith("done"));
      before = readResponses(server);
      assertThat(before.get(1)).contains("ETHUSDT");
      Result backup = ServerProcess.run(old, QUIET, "backup", file.toString());
      assertThat(backup.exitCode()).as(backup.output()).isZero();
      Result busy = ServerProcess.run(old, QUIET, "restore", file.toString(), "--replace");
      assertThat(busy.exitCode()).isEqualTo(1);
      assertThat(busy.output()).contains("is in use by");
      assertThat(readResponses(server)).isEqualTo(before);
      Result doctor = ServerProcess.run(old, QUIET, "doctor");
      assertThat(doctor.exitCode()).as(doctor.output()).isZero();
      assertThat(doctor.output())
          .contains("POLL_INTERVAL=1d from the environment", "candlewick_app", "0 failure(s)");
    }
    Path cut = fresh.resolve("cut.backup");
    byte[] whole = Files.readAllBytes(file);
    Files.write(cut, Arrays.copyOf(whole, whole.length - 9));
    assertThat(ServerProcess.run(fresh, QUIET, "restore", cut.toString()).exitCode()).isEqualTo(1);
    assertThat(fresh.resolve("data")).doesNotExist();
    Result restored = ServerProcess.run(fresh, QUIET, "restore", file.toString());
    assertThat(restored.exitCode()).as(restored.output()).isZero();
    Result twice = ServerProcess.run(fresh, QUIET, "restore", file.toString());
    assertThat(twice.exitCode()).isEqualTo(1);
    assertThat(twice.output()).contains("--replace");
    try (ServerProcess server = ServerProcess.start(fresh, QUIET)) {
      assertThat(readResponses(server)).isEqualTo(before);
    }
  }

  private static String backfill(ServerProcess server) {
    return server
        .get("/api/v1/backfills/1")
        .body()
        .replaceFirst("(?s).*?\"state\":\"(\\w+)\".*", "$1");
  }

  /// Omits the space on disk, which PostgreSQL determines.
  private static List<String> readResponses(ServerProcess server) {
    return PATHS.stream()
        .map(path -> server.get(path).body().replaceAll("\"disk_bytes\":\\d+", ""))
        .toList();
  }

  @Test
  void doctorReportsThatTheDatabaseIsDownAndHidesPasswords() throws IOException {
    Map<String, String> gone =
        Map.of(
            "DATABASE_URL", "postgresql://me:Passw0rd@127.0.0.1:1/none",
            "PROVIDER_ORDER", "simulated");
    Result doctor = ServerProcess.run(old, gone, "doctor");
    assertThat(doctor.exitCode()).as(doctor.output()).isEqualTo(1);
    assertThat(doctor.output())
        .contains("DATABASE_URL=(hidden) from the environment", "does not respond", "failure ")
        .doesNotContain("Passw0rd", "defect", "internal error");
    Result wrong = ServerProcess.run(old, Map.of("PORT", "many"), "doctor");
    assertThat(wrong.exitCode()).isEqualTo(1);
    assertThat(wrong.output()).contains("PORT: must be a whole number");
  }
}
