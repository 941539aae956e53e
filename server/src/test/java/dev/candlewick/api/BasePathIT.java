package dev.candlewick.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.candlewick.testing.RawConnection;
import dev.candlewick.testing.ServerProcess;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// `BASE_PATH` is in every link and may be in every path; without a trusted proxy no forwarding
/// header counts, but for making a request one from elsewhere.
class BasePathIT {
  private static final String PAGE = "/api/prices/?limit=1";

  @TempDir private static Path home;
  private static ServerProcess server;

  @BeforeAll
  static void start() {
    server = ServerProcess.start(home, Map.of("BASE_PATH", "/cw", "POLL_INTERVAL", "1s"));
    while (!server.get(PAGE).body().contains("page=2")) Thread.onSpinWait();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static RawConnection.Response get(String path, String... headers) {
    String[] lines =
        Stream.concat(Stream.of("GET " + path + " HTTP/1.1"), Stream.of(headers))
            .toArray(String[]::new);
    return RawConnection.send(server.port(), lines);
  }

  @Test
  void linksHaveTheBasePathWhetherTheRequestHasItOrNot() {
    String own = "http://127.0.0.1:" + server.port();
    String next = "\"next\":\"" + own + "/cw/api/prices/?limit=1&page=2\"";
    assertThat(server.get(PAGE).body()).contains(next);
    assertThat(server.get("/cw" + PAGE).body()).contains(next);
    assertThat(server.get("/cw/openapi.json").body()).contains("\"servers\":[{\"url\":\"/cw\"}]");
    String page = server.get("/cw/docs").body();
    assertThat(page).contains("\"/cw/docs/assets/swagger.js\"");
    assertThat(server.get("/cw/docs/assets/swagger.js").statusCode()).isEqualTo(200);
    assertThat(server.get("/cw").body()).contains("Candlewick");
    assertThat(server.get("/cw/api/assets/%42TC").statusCode()).isEqualTo(404);
    assertThat(server.get("/cwx" + PAGE).statusCode()).isEqualTo(404);
    assertThat(server.get("/cw/cw" + PAGE).statusCode()).isEqualTo(404);
    RawConnection.webSocket(server.port(), "/cw/api/v1/stream").close();
    RawConnection.webSocket(server.port(), "/api/v1/stream").close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "X-Forwarded-Proto: https",
        "X-Forwarded-Host: evil.example",
        "X-Forwarded-Port: 8443",
        "X-Forwarded-Prefix: /evil",
        "X-Forwarded-For: 203.0.113.9",
        "Forwarded: for=127.0.0.1;host=evil.example;proto=https",
        "Forwarded: \"malformed"
      })
  void forwardingHeadersOfAPeerThatIsNotTrustedOnlyMakeTheRequestOneFromElsewhere(String header) {
    String host = "Host: 127.0.0.1:" + server.port();
    assertThat(get(PAGE, host, header).body())
        .contains("\"next\":\"http://127.0.0.1:" + server.port() + "/cw/api/prices/");
    assertThat(get("/api/assets/", host).status()).isEqualTo(200);
    assertThat(get("/api/assets/", host, header).status()).isEqualTo(401);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "localhost",
        "LOCALHOST:8000",
        "127.0.0.1",
        "127.255.255.254:1",
        "[::1]",
        "[::1]:65535",
        "[0:0:0:0:0:0:0:1]",
        "127.0.0.1:"
      })
  void aLoopbackHostIsThisMachine(String host) {
    assertThat(get("/api/assets/", "Host: " + host).status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.999.1.1",
        "127.0.0.256",
        "127.0.0.01",
        "127.1",
        "127.0.0.1.",
        "0x7f.0.0.1",
        "2130706433",
        "127.0.0.1.evil.example",
        "localhost.evil.example",
        "localhost.",
        "[::2]",
        "127.0.0.1:0",
        "evil.example"
      })
  void anyOtherHostIsNot(String host) {
    assertThat(get("/api/assets/", "Host: " + host).status()).isEqualTo(401);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[::1%25lo]",
        "[127.0.0.1]",
        "[]",
        "::1",
        "127.0.0.1:99999",
        "127.0.0.1:80:80",
        "user@127.0.0.1",
        "127.0.0.1/path",
        "a b",
        "\"<script>"
      })
  void aHostThatCannotBeIsRefused(String host) {
    assertThat(get("/api/assets/", "Host: " + host).status()).isEqualTo(400);
  }
}
