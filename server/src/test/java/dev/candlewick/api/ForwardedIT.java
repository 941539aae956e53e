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
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The headers of a trusted proxy determine the links and the origin of a request; invalid ones are
/// rejected or ignored.
class ForwardedIT {
  private static final String PROTO = "X-Forwarded-Proto: https";
  private static final String HOST = "Host: cw.example.com";
  private static final String PAGE = "/api/prices/?limit=1";
  private static final String REST = "/api/prices/?limit=1&page=2\"";

  @TempDir private static Path home;
  private static ServerProcess server;

  @BeforeAll
  static void start() throws InterruptedException {
    server =
        ServerProcess.start(
            home, Map.of("TRUSTED_PROXIES", "127.0.0.0/8, 10.0.0.0/8", "POLL_INTERVAL", "1s"));
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

  /// Headers with a bar between them; the address that `next` begins with.
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      textBlock =
          """
          Host: cw.example.com;http://cw.example.com
          Host: CW.example.com:80;http://cw.example.com
          Host: cw.example.com|X-Forwarded-Proto: https;https://cw.example.com
          Host: cw.example.com:443|X-Forwarded-Proto: HTTPS;https://cw.example.com
          Host: cw.example.com|X-Forwarded-Proto: wss;https://cw.example.com
          Host: cw.example.com:8443|X-Forwarded-Proto: https;https://cw.example.com:8443
          Host: 127.0.0.1:8000|X-Forwarded-Proto: https|X-Forwarded-Host: cw.example.com;https://cw.example.com
          Host: inner|X-Forwarded-Host: cw.example.com:8443|X-Forwarded-Proto: https|X-Forwarded-Port: 9;https://cw.example.com:8443
          Host: inner|X-Forwarded-Host: cw.example.com|X-Forwarded-Proto: https|X-Forwarded-Port: 8443;https://cw.example.com:8443
          Host: inner:8000|X-Forwarded-Proto: https|X-Forwarded-Port: 443;https://inner
          Host: cw.example.com|X-Forwarded-Prefix: /trade/cw/;http://cw.example.com/trade/cw
          Host: cw.example.com|X-Forwarded-Prefix: /;http://cw.example.com
          Host: inner|X-Forwarded-Host: [2001:db8::1]:8443|X-Forwarded-Proto: https;https://[2001:db8::1]:8443
          """)
  void theProxysHeadersDecideTheLinks(String headers, String address) {
    assertThat(get(PAGE, headers.split("\\|", -1)).body()).contains("\"next\":\"" + address + REST);
  }

  /// The last element is the proxy's own; one before it counts when the proxy saw another one.
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      textBlock =
          """
          for=203.0.113.9, proto=https, host=cw.example.com;https://cw.example.com
          for="[2001:db8::7]:4711", proto=https, host="cw.example.com:8443";https://cw.example.com:8443
          For=203.0.113.9, Proto=https, Host=cw.example.com, by=_gate;https://cw.example.com
          for=6.6.6.6, host=evil.example / for=203.0.113.9, host=cw.example.com, proto=https;https://cw.example.com
          for=203.0.113.9, host=cw.example.com, proto=https / for=10.1.2.3;https://cw.example.com
          for=203.0.113.9, host=evil.example / for=203.0.113.8, proto=https;https://inner.example
          for=203.0.113.9, host="//evil.example", proto=gopher;http://inner.example
          """)
  void theStandardHeaderDecidesTheLinks(String elements, String address) {
    String header = "Forwarded: " + elements.replace(", ", ";").replace(" / ", ", ");
    RawConnection.Response response = get(PAGE, "Host: inner.example", header);
    assertThat(response.body()).contains("\"next\":\"" + address + REST);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "X-Forwarded-Host: evil.example, cw.example.com",
        "X-Forwarded-Host: //evil.example",
        "X-Forwarded-Host: https://evil.example",
        "X-Forwarded-Host: evil.example/path",
        "X-Forwarded-Host: user@evil.example",
        "X-Forwarded-Host: evil.example:99999",
        "X-Forwarded-Host: evil.example\\",
        "X-Forwarded-Host: ev\til.example",
        "X-Forwarded-Host: \"><script>alert(1)</script>",
        "X-Forwarded-Host: ",
        "X-Forwarded-Proto: javascript",
        "X-Forwarded-Proto: https, http",
        "X-Forwarded-Port: 0",
        "X-Forwarded-Port: 65536",
        "X-Forwarded-Port: 80@evil.example",
        "X-Forwarded-Prefix: //evil.example",
        "X-Forwarded-Prefix: https://evil.example",
        "X-Forwarded-Prefix: /a/../b",
        "X-Forwarded-Prefix: /a\"><script>",
        "X-Forwarded-Prefix: evil",
        "X-Forwarded-Prefix: /one, /two"
      })
  void aValueThatCannotBeMeantCountsForNothing(String header) {
    assertThat(get(PAGE, HOST, header).body()).contains("\"next\":\"http://cw.example.com" + REST);
    String page = get("/docs", HOST, header).body();
    assertThat(page).contains("src=\"/docs/assets/").doesNotContain("evil", "alert");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Forwarded: for=\"6.6.6.6",
        "Forwarded: for=6.6.6.6;for=7.7.7.7",
        "Forwarded: nonsense",
        "Forwarded: for=203.0.113.1;",
        "Forwarded: for=203.0.113.1;host=evil.example",
        "Forwarded: for=203.0.113.9;proto=http",
        "Forwarded: for=6.6.6.6"
      })
  void headersThatContradictEachOtherAreRefused(String forwarded) {
    for (String path : new String[] {PAGE, "/openapi.json", "/api/v1/stream", "/nothing"}) {
      RawConnection.Response response =
          get(
              path,
              HOST,
              PROTO,
              "X-Forwarded-For: 203.0.113.9",
              "X-Forwarded-Host: cw.example.com",
              forwarded);
      assertThat(response.status()).as(path).isEqualTo(400);
      assertThat(response.headers().get("content-type")).isEqualTo("application/problem+json");
      assertThat(response.body()).contains("INVALID_PARAMETER").contains("X-Forwarded-*");
    }
  }

  @Test
  void headersThatAgreeAreTaken() {
    RawConnection.Response response =
        get(
            PAGE,
            "Host: inner",
            PROTO,
            "X-Forwarded-For: 203.0.113.9",
            "X-Forwarded-Host: cw.example.com",
            "X-Forwarded-Prefix: /cw",
            "Forwarded: for=203.0.113.9;proto=https;host=\"cw.example.com:443\"");
    assertThat(response.body()).contains("\"next\":\"https://cw.example.com/cw" + REST);
  }

  @Test
  void pagesAndDescriptionsNameTheAddressOfTheClient() {
    String[] headers = {
      "Host: inner", PROTO, "X-Forwarded-Host: cw.example.com:8443", "X-Forwarded-Prefix: /trade/cw"
    };
    for (String path : new String[] {"/openapi.json", "/api/schema/"}) {
      assertThat(get(path, headers).body())
          .contains("\"servers\":[{\"url\":\"https://cw.example.com:8443/trade/cw\"}]");
    }
    assertThat(get("/asyncapi.json", headers).body())
        .contains("\"host\": \"cw.example.com:8443\"", "\"pathname\": \"/trade/cw\"")
        .contains("\"protocol\": \"wss\"");
    assertThat(get("/docs", headers).body()).contains("src=\"/trade/cw/docs/assets/");
    assertThat(get("/redoc", headers).body()).contains("src=\"/trade/cw/docs/assets/redoc.js\"");
    assertThat(get("/docs/stream", headers).body()).contains("href=\"/trade/cw/asyncapi.json\"");
    assertThat(get("/openapi.json", HOST).body()).contains("\"servers\":[{\"url\":\"/\"}]");
  }

  /// Host and forwarding headers; an origin that is ours and one that is not.
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          Host: cw.example.com:443;https://cw.example.com;https://cw.example.com:8443
          Host: cw.example.com;https://cw.example.com:443;https://cw.example.com:444
          Host: cw.example.com:80;http://cw.example.com;https://cw.example.com
          Host: cw.example.com|X-Forwarded-Proto: https;https://CW.example.com;http://cw.example.com
          Host: inner|X-Forwarded-Host: cw.example.com:8443|X-Forwarded-Proto: https;https://cw.example.com:8443;https://inner
          Host: inner|X-Forwarded-Host: cw.example.com|X-Forwarded-Port: 8443|X-Forwarded-Proto: https;https://cw.example.com:8443;https://cw.example.com
          """)
  void aDefaultPortIsEqualToNoneInOrigins(String headers, String own, String other) {
    assertThat(handshake(headers, own)).isEqualTo(101);
    assertThat(handshake(headers, other)).isEqualTo(403);
    assertThat(handshake(headers, "https://evil.example")).isEqualTo(403);
    assertThat(handshake(headers, "null")).isEqualTo(403);
  }

  private static int handshake(String headers, String origin) {
    String[] lines =
        Stream.concat(
                Stream.of(
                    "Upgrade: websocket",
                    "Sec-WebSocket-Version: 13",
                    "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
                    "Origin: " + origin),
                Stream.of(headers.split("\\|", -1)))
            .toArray(String[]::new);
    try (RawConnection connection = new RawConnection(server.port())) {
      connection.write(
          "GET /api/v1/stream HTTP/1.1\r\nConnection: Upgrade\r\n"
              + String.join("\r\n", lines)
              + "\r\n\r\n");
      return connection.readResponse().status();
    }
  }

  /// A session is opened from a page of the same origin only.
  @Test
  void aBrowserSignsInUnderTheProxysAddressWithOrWithoutItsPort() {
    new People(server).register("ported");
    String body = People.pair("ported", People.PASSWORD);
    for (String origin : new String[] {"https://cw.example.com", "https://cw.example.com:443"}) {
      assertThat(signIn(body, "Host: cw.example.com:443", PROTO, "Origin: " + origin))
          .isEqualTo(200);
      assertThat(signIn(body, HOST, PROTO, "Origin: " + origin)).isEqualTo(200);
    }
    assertThat(signIn(body, HOST, PROTO, "Origin: https://cw.example.com:8443")).isEqualTo(403);
    assertThat(signIn(body, HOST, PROTO, "Origin: http://cw.example.com")).isEqualTo(403);
  }

  private static int signIn(String body, String... headers) {
    try (RawConnection connection = new RawConnection(server.port())) {
      connection.write(
          "POST /api/v1/auth/session HTTP/1.1\r\n%s\r\nContent-Length: %d\r\n\r\n%s"
              .formatted(String.join("\r\n", headers), body.length(), body));
      return connection.readResponse().status();
    }
  }
}
