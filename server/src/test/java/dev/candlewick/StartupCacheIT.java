package dev.candlewick;

import static org.assertj.core.api.Assertions.assertThat;

import dev.candlewick.testing.ServerProcess;
import dev.candlewick.testing.Waiting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Proves that a first start leaves the cache for the next ones, and that a stop meanwhile leaves
/// nothing.
class StartupCacheIT {
  private static final Duration TRAINING = Duration.ofMinutes(3);

  @TempDir private Path home;
  @TempDir private Path directory;

  private Map<String, String> settings() {
    return Map.of(
        "JAVA_TOOL_OPTIONS", "-Dcandlewick.startup-cache=" + directory.resolve("startup.aot"));
  }

  private List<String> files() throws IOException {
    try (Stream<Path> all = Files.list(directory)) {
      return all.map(file -> file.getFileName().toString()).toList();
    }
  }

  @Test
  void aFirstStartCreatesTheCacheAndAStopMeanwhileLeavesNothing() throws Exception {
    ServerProcess interrupted = ServerProcess.startFirst(home, settings());
    Waiting.until(TRAINING, this::files, files -> !files.isEmpty());
    assertThat(files()).isNotEmpty().allMatch(name -> name.startsWith("startup-training"));
    interrupted.close();
    assertThat(interrupted.endsWithin(Duration.ofSeconds(1))).isTrue();
    assertThat(files()).isEmpty();

    try (ServerProcess server = ServerProcess.start(home, settings())) {
      Waiting.until(TRAINING, this::files, files -> files.equals(List.of("startup.aot")));
      assertThat(server.log()).doesNotContain("was not created");
      assertThat(server.get("/health/ready").statusCode()).isEqualTo(200);
    }
    Path log = home.resolve("version.log");
    Process cached =
        ServerProcess.launch(
            List.of(),
            List.of("-XX:AOTMode=on", "-XX:AOTCache=" + directory.resolve("startup.aot")),
            home,
            Map.of(),
            log,
            "version");
    assertThat(cached.waitFor()).isZero();
    assertThat(Files.readString(log)).startsWith("candlewick ").doesNotContain("warning");
  }
}
