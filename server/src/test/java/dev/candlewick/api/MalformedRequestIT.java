package dev.candlewick.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.candlewick.testing.RawHttp;
import dev.candlewick.testing.ServerProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What is no proper HTTP request is refused by a problem document, and nothing behind it on the
/// same connection is taken for a request.
class MalformedRequestIT {
  private static final String HOST = "Host: 127.0.0.1\r\n";
  private static final String SECOND = "GET /health/live HTTP/1.1\r\n" + HOST + "\r\n";

  @TempDir private static Path home;
  private static ServerProcess server;

  @BeforeAll
  static void start() {
    server =
        ServerProcess.start(
            home,
            Map.of(
                "TARGET_ASSETS",
                "",
                "POLL_INTERVAL",
                "1d",
                "HTTP_HEAD_TIMEOUT",
                "2s",
                "HTTP_BODY_TIMEOUT",
                "2s"));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static String exchange(String request) {
    return RawHttp.exchange(server.port(), request);
  }

  private static void assertRefused(String response, String status) {
    assertThat(RawHttp.statuses(response)).as(response).isEqualTo(status);
    assertThat(response)
        .contains("application/problem+json", "\"status\":" + status)
        .containsIgnoringCase("connection: close");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "two hosts                | GET / HTTP/1.1~Host: a~Host: b~~",
        "two equal hosts          | GET / HTTP/1.1~Host: a~Host: a~~",
        "no host                  | GET / HTTP/1.1~~",
        "an empty host            | GET / HTTP/1.1~Host:~~",
        "a host that is none      | GET / HTTP/1.1~Host: a b/c~~",
        "a coding that is unknown | POST / HTTP/1.1~Host: a~Transfer-Encoding: xchunked~~",
        "two codings              | POST / HTTP/1.1~Host: a~Transfer-Encoding: gzip, chunked~~",
        "a coding twice           | POST / HTTP/1.1~Host: a~Transfer-Encoding: chunked~Transfer-Encoding: chunked~~",
        "a coding that is empty   | POST / HTTP/1.1~Host: a~Transfer-Encoding:~~",
        "a coding beside a length | POST / HTTP/1.1~Host: a~Content-Length: 3~Transfer-Encoding: chunked~~0~~",
        "the same the other way   | POST / HTTP/1.1~Host: a~Transfer-Encoding: chunked~Content-Length: 3~~0~~",
        "an unknown one and length| POST / HTTP/1.1~Host: a~Transfer-Encoding: xchunked~Content-Length: 3~~abc",
        "a coding in HTTP/1.0     | POST / HTTP/1.0~Host: a~Transfer-Encoding: chunked~~0~~",
        "two lengths              | POST / HTTP/1.1~Host: a~Content-Length: 3~Content-Length: 4~~abcd",
        "a length that is none    | POST / HTTP/1.1~Host: a~Content-Length: +3~~abc",
        "a length below zero      | POST / HTTP/1.1~Host: a~Content-Length: -1~~abc",
        "a path that is none      | GET /%zz HTTP/1.1~Host: a~~",
        "a query that is none     | GET /?x=%zz HTTP/1.1~Host: a~~",
        "a query that ends early  | GET /?x=% HTTP/1.1~Host: a~~",
        "a path not in UTF-8      | GET /api/assets/%ff HTTP/1.1~Host: a~~",
        "a query not in UTF-8     | GET /?x=%c0%80 HTTP/1.1~Host: a~~",
        "a target without a slash | GET prices HTTP/1.1~Host: a~~",
        "a target of a tunnel     | CONNECT a:80 HTTP/1.1~Host: a~~",
        "no request line          | GARBAGE~~",
        "another version          | GET / HTTP/9.9~Host: a~~",
        "HTTP/2 at once           | PRI * HTTP/2.0~~SM~~",
        "a header without a name  | GET / HTTP/1.1~Host: a~: b~~",
        "a header with a space    | GET / HTTP/1.1~Host: a~X y: b~~",
        "a chunk that is none     | POST /api/v1/candles HTTP/1.1~Host: a~Transfer-Encoding: chunked~~zz~~",
      })
  void isRefusedAndClosed(String what, String request) {
    assertRefused(exchange(request.replace("~", "\r\n") + SECOND), "400");
  }

  @Test
  void requestsBeforeARejectionAreAnsweredAndLaterOnesAreIgnored() {
    String bad = "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n";
    String response = exchange(SECOND + SECOND + bad + SECOND);
    assertThat(RawHttp.statuses(response)).isEqualTo("200 200 400");
  }

  @Test
  void aRequestLineThatIsTooLongIs414() {
    assertRefused(
        exchange("GET /" + "a".repeat(9000) + " HTTP/1.1\r\n" + HOST + "\r\n" + SECOND), "414");
  }

  @Test
  void headersThatAreTooLargeAre431() {
    assertRefused(
        exchange("GET / HTTP/1.1\r\n" + HOST + "X: " + "a".repeat(40_000) + "\r\n\r\n"), "431");
  }

  @Test
  void aBodyThatIsTooLargeIs413WithALengthOrWithout() {
    String post = "POST /api/v1/candles HTTP/1.1\r\n" + HOST;
    assertRefused(exchange(post + "Content-Length: 99999999\r\n\r\n"), "413");
    assertRefused(
        exchange(post + "Expect: 100-continue\r\nContent-Length: 99999999\r\n\r\n"), "413");
    String chunk = "100000\r\n" + "a".repeat(0x100000) + "\r\n";
    String response = exchange(post + "Transfer-Encoding: chunked\r\n\r\n" + chunk.repeat(9));
    assertRefused(response, "413");
  }

  @Test
  void aRefusalOfHeadHasNoBody() {
    String response = exchange("HEAD / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n");
    assertThat(RawHttp.statuses(response)).isEqualTo("400");
    assertThat(response).endsWith("\r\n\r\n");
  }

  @Test
  void aHeadThatNeverEndsIs408() {
    try (RawHttp connection = RawHttp.to(server.port())) {
      assertRefused(connection.send("GET / HTTP/1.1\r\n" + HOST + "X: ").readToEnd(), "408");
    }
  }

  @Test
  void aHeadThatDripsIsCutAtItsLimit() {
    try (RawHttp connection = RawHttp.to(server.port())) {
      connection.send("GET / HTTP/1.1\r\n" + HOST + "X: ");
      assertThat(connection.drip("a", Duration.ofMillis(100))).isLessThan(Duration.ofSeconds(12));
    }
  }

  @Test
  void aBodyThatNeverEndsIs408() {
    for (String part :
        new String[] {"Content-Length: 50\r\n\r\n{", "Transfer-Encoding: chunked\r\n\r\n5\r\n{"}) {
      try (RawHttp connection = RawHttp.to(server.port())) {
        String head = "POST /api/v1/candles HTTP/1.1\r\n" + HOST;
        assertRefused(connection.send(head + part).readToEnd(), "408");
      }
    }
    assertThat(server.log()).doesNotContain("an internal error");
  }

  @Test
  void aConnectionWaitsForItsNextRequestLongerThanForTheRestOfOne() {
    try (RawHttp connection = RawHttp.to(server.port())) {
      String body = "{\"a\":1}";
      connection
          .send("POST /api/v1/candles HTTP/1.1\r\n" + HOST + "Content-Length: 7\r\n\r\n")
          .send(body);
      assertThat(connection.readUntil("}}")).contains("422");
      try (RawHttp other = RawHttp.to(server.port())) {
        other.send("GET / HTTP/1.1\r\nX: ").readToEnd();
      }
      assertThat(connection.send(SECOND).readUntil("ok")).contains("200");
    }
  }

  @Test
  void anOldClientNeedNotNameAHost() {
    for (String path : new String[] {"/", "/api/v1/prices", "/api/prices/", "/health", "/trades"}) {
      String response = exchange("GET " + path + " HTTP/1.0\r\n\r\n");
      assertThat(RawHttp.statuses(response.replace("HTTP/1.0", "HTTP/1.1")))
          .as(path)
          .isIn("200", "401");
    }
    String write = exchange("POST /api/assets/ HTTP/1.0\r\nContent-Length: 2\r\n\r\n{}");
    assertThat(write).contains("401");
  }

  @Test
  void anAbsoluteTargetCountsMoreThanHost() {
    String write =
        exchange(
            "POST http://evil.example/api/assets/ HTTP/1.1\r\n"
                + HOST
                + "Connection: close\r\nContent-Length: 2\r\n\r\n{}");
    assertThat(write).contains("401");
    String read =
        exchange(
            "GET http://localhost/health/live HTTP/1.1\r\n" + HOST + "Connection: close\r\n\r\n");
    assertThat(read).contains("200");
  }

  @Test
  void anUpgradeToHttp2IsIgnored() {
    try (RawHttp connection = RawHttp.to(server.port())) {
      connection.send(
          "GET /health/live HTTP/1.1\r\n"
              + HOST
              + "Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\n"
              + "HTTP2-Settings: AAMAAABkAAQAAP__\r\n\r\n");
      assertThat(RawHttp.statuses(connection.readUntil("ok"))).isEqualTo("200");
      assertThat(RawHttp.statuses(connection.send(SECOND).readUntil("ok"))).isEqualTo("200");
    }
  }

  @Test
  void lettersOfAnyScriptNeedNoEncoding() {
    String response =
        exchange("GET /api/assets/\u00c3\u00a9 HTTP/1.1\r\n" + HOST + "Connection: close\r\n\r\n");
    assertThat(response).contains("404").contains("There is no asset '\u00e9'");
    for (String odd : new String[] {"a|b", "a\"b", "a{b}", "a^b", "a\\b", "a[b]", "<b>"}) {
      String path = "/api/assets/" + odd + "?x=" + odd;
      assertThat(exchange("GET " + path + " HTTP/1.1\r\n" + HOST + "Connection: close\r\n\r\n"))
          .as(odd)
          .contains("application/problem+json")
          .doesNotContain(" 500 ");
    }
  }
}
