package dev.candlewick.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.candlewick.testing.ServerProcess;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The streams' pages come whole from a running server, and the one to try them may load and reach
/// nothing but this server.
class StreamDocsIT {
  @TempDir static Path home;

  private static ServerProcess server;

  @BeforeAll
  static void start() {
    server = ServerProcess.start(home, Map.of("CRYPTO_API_BASE_URL", "http://127.0.0.1:9"));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static String type(HttpResponse<String> response) {
    return response.headers().firstValue("Content-Type").orElse("");
  }

  @Test
  void theDescriptionIsServedInBothSlashForms() {
    for (String path : List.of("/asyncapi.json", "/asyncapi.json/")) {
      HttpResponse<String> response = server.get(path);
      assertThat(response.statusCode()).isEqualTo(200);
      assertThat(type(response)).startsWith("application/json");
      assertThat(response.body()).contains("\"asyncapi\": \"3.0.0\"");
    }
  }

  @Test
  void thePageLoadsOnlyWhatThisServerHas() {
    for (String path : List.of("/docs/stream", "/docs/stream/")) {
      HttpResponse<String> page = server.get(path);
      assertThat(page.statusCode()).isEqualTo(200);
      assertThat(type(page)).startsWith("text/html");
      assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
          .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'")
          .doesNotContain("unsafe");
      assertThat(page.body()).doesNotContain("http://", "https://", "onclick", "style=");
    }
    assertThat(type(server.get("/docs/assets/stream.js"))).startsWith("text/javascript");
    assertThat(type(server.get("/docs/assets/page.css"))).startsWith("text/css");
    assertThat(server.get("/docs/assets/stream.js").body()).doesNotContain("localStorage");
    assertThat(server.get("/docs/assets/redoc.standalone.js").body()).doesNotContain("cdn.redoc");
    assertThat(server.get("/docs/assets/swagger-ui.css").statusCode()).isEqualTo(200);
  }
}
