package dev.candlewick.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.candlewick.testing.ServerProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// No value of a request begins a line of the log, and with `LOG_FORMAT=json` each line is an
/// object.
class LogLinesIT {
  private static final JsonMapper JSON = new JsonMapper();
  private static final String FORGED =
      "/nothing%0a2026-01-01T00:00:00.000Z%20INFO%20forged%1b%5b31m%0d%c2%85";

  @TempDir private Path home;

  private String logOf(String format) {
    Map<String, String> settings =
        Map.of("TARGET_ASSETS", "", "POLL_INTERVAL", "1d", "LOG_FORMAT", format);
    ServerProcess server = ServerProcess.start(home, settings);
    try (server) {
      assertThat(server.send("PUT", FORGED, "").statusCode()).isEqualTo(404);
      assertThat(server.post("/api/assets/%0aforged", "{}").statusCode()).isEqualTo(405);
    }
    return server.log();
  }

  @Test
  void controlCharactersOfAPathAreEscaped() {
    String log = logOf("text");
    assertThat(log)
        .contains("PUT /nothing\\n2026-01-01T00:00:00.000Z INFO forged\\u001b[31m\\r\\u0085 404")
        .doesNotContain("\u001b", "\r", "\u0085");
    assertThat(log.lines())
        .noneMatch(line -> line.startsWith("2026-01-01") || line.startsWith("forged"));
  }

  @Test
  void aSettingMakesEachLineAnObject() throws IOException {
    String log = logOf("json");
    for (String line : log.lines().toList()) {
      JsonNode entry = JSON.readTree(line);
      assertThat(entry.path("message").isTextual()).as(line).isTrue();
      assertThat(entry.path("level").isTextual()).as(line).isTrue();
    }
    assertThat(log).contains("PUT /nothing", "setup_code", "started in");
  }
}
