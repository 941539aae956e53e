package dev.candlewick.api;

import static dev.candlewick.api.People.PASSWORD;
import static dev.candlewick.api.People.error;
import static dev.candlewick.api.People.json;
import static dev.candlewick.api.People.pair;
import static org.assertj.core.api.Assertions.assertThat;

import dev.candlewick.testing.ServerProcess;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Behind a trusted proxy: wrong passwords from one address, correct ones from another, and
/// browsers with and without TLS.
class SignInFromElsewhereIT {
  @TempDir private static Path home;
  private static ServerProcess server;

  @BeforeAll
  static void start() {
    server =
        ServerProcess.start(
            home,
            Map.of("BINANCE_BASE_URL", "http://127.0.0.1:9", "TRUSTED_PROXIES", "127.0.0.0/8"));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static People at(String address) {
    return new People(server, "X-Forwarded-For", address);
  }

  @Test
  void twoHundredWrongSignInsBlockTheirAddressOnly() {
    People honest = at("198.51.100.7");
    honest.register("target");
    Map<String, Integer> responses = new HashMap<>();
    for (int i = 0; i < 200; i++) {
      HttpResponse<String> wrong = at("6.6.6.6, 203.0.113.9").login("target", "guess " + i);
      responses.merge(error(wrong), 1, Integer::sum);
      if (wrong.statusCode() == 429) {
        assertThat(Integer.parseInt(wrong.headers().firstValue("Retry-After").orElseThrow()))
            .isPositive();
      }
      if (i % 20 == 0) assertThat(honest.login("target", PASSWORD).statusCode()).isEqualTo(200);
    }
    assertThat(responses.keySet())
        .containsExactlyInAnyOrder("401 INVALID_CREDENTIALS", "429 RATE_LIMITED");
    assertThat(responses.get("401 INVALID_CREDENTIALS")).isLessThan(15);
    assertThat(at("203.0.113.9").login("target", PASSWORD).statusCode()).isEqualTo(429);
    assertThat(at("192.0.2.77").login("target", PASSWORD).statusCode()).isEqualTo(200);
  }

  /// Some proxies add a line of their own after the caller's, some a port.
  @Test
  void forwardedHeadersOfACallerAreIgnored() {
    People people =
        new People(
            server,
            "X-Forwarded-For",
            "198.51.100.99",
            "X-Forwarded-For",
            "[2001:db8::7]:5123",
            "X-Forwarded-Proto",
            "https");
    people.register("lined");
    HttpResponse<String> signedIn =
        people.send("POST", "/api/v1/auth/session", pair("lined", PASSWORD));
    String cookie = signedIn.headers().firstValue("Set-Cookie").orElseThrow();
    HttpResponse<String> me =
        people.send(
            "GET",
            "/api/v1/account/sessions",
            "",
            "Cookie",
            cookie.substring(0, cookie.indexOf(';')),
            "Sec-Fetch-Site",
            "none");
    assertThat(json(me).get(0).path("address").textValue()).isEqualTo("2001:db8:0:0:0:0:0:7");
  }

  @Test
  void aHundredSignInsInARowPass() {
    People here = new People(server);
    here.register("busy");
    for (int i = 0; i < 100; i++) {
      assertThat(here.login("busy", PASSWORD).statusCode()).isEqualTo(200);
    }
  }

  @Test
  void aBrowserSignsInOverTlsWithACookieBoundToTheHost() {
    People people =
        new People(server, "X-Forwarded-For", "198.51.100.8", "X-Forwarded-Proto", "https");
    people.register("secure");
    HttpResponse<String> signedIn =
        people.send("POST", "/api/v1/auth/session", pair("secure", PASSWORD));
    String cookie = signedIn.headers().firstValue("Set-Cookie").orElseThrow();
    assertThat(cookie)
        .startsWith("__Host-candlewick=")
        .contains("Secure")
        .contains("HttpOnly")
        .contains("SameSite=Strict")
        .contains("Path=/")
        .doesNotContain("Domain");
    String sent = cookie.substring(0, cookie.indexOf(';'));
    HttpResponse<String> me =
        people.send(
            "GET", "/api/v1/account/sessions", "", "Cookie", sent, "Sec-Fetch-Site", "none");
    assertThat(json(me).get(0).path("address").textValue()).isEqualTo("198.51.100.8");
    assertThat(error(at("198.51.100.8").send("GET", "/api/v1/account", "", "Cookie", sent)))
        .as("not over TLS")
        .isEqualTo("401 UNAUTHORIZED");
  }

  @Test
  void aBrowserDoesNotSignInWithoutTlsFromElsewhere() {
    People people = at("198.51.100.9");
    people.register("plain");
    HttpResponse<String> refused =
        people.send("POST", "/api/v1/auth/session", pair("plain", PASSWORD));
    assertThat(error(refused)).isEqualTo("403 FORBIDDEN");
    assertThat(refused.body()).contains("TLS");
    assertThat(people.login("plain", PASSWORD).statusCode()).isEqualTo(200);
  }
}
