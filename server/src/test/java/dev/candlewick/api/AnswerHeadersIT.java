package dev.candlewick.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.candlewick.testing.ServerProcess;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Every response has the headers of the contract once, whatever part of the server sends it.
class AnswerHeadersIT {
  private static final String CSP = "Content-Security-Policy";
  private static final String CACHE = "Cache-Control";
  private static final Pattern INLINE =
      Pattern.compile("<script(?![^>]*\\bsrc=)|\\son[a-z]+=|\\sstyle=|javascript:");

  @TempDir private static Path home;
  private static ServerProcess server;

  @BeforeAll
  static void start() {
    server =
        ServerProcess.start(
            home, Map.of("BINANCE_BASE_URL", "http://127.0.0.1:9", "POLL_INTERVAL", "1d"));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static String one(HttpResponse<?> response, String header) {
    List<String> values = response.headers().allValues(header);
    assertThat(values).as(header + " of " + response.uri()).hasSize(1);
    return values.getFirst();
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /, 200",
    "GET, /nothing/here, 404",
    "GET, /docs, 200",
    "GET, /api/docs/, 200",
    "GET, /redoc, 200",
    "GET, /docs/stream, 200",
    "GET, /docs/assets/swagger-ui.css, 200",
    "GET, /docs/assets/nothing, 404",
    "GET, /webjars/swagger-ui/5.31.0/index.html, 200",
    "GET, /openapi.json, 200",
    "GET, /api/schema/, 200",
    "GET, /asyncapi.json, 200",
    "GET, /metrics, 200",
    "GET, /health, 200",
    "GET, /api/prices/, 200",
    "GET, /api/prices/?x=1, 422",
    "GET, /api/v1/stream, 400",
    "POST, /api/v1/stream/events, 405",
    "DELETE, /api/prices/, 405",
    "GET, /api/v1/account, 401",
    "GET, /trades, 401",
    "POST, /auth/login, 422"
  })
  void theHeadersAreOnEveryAnswer(String method, String path, int status) {
    HttpResponse<String> response = server.send(method, path, "");
    assertThat(response.statusCode()).isEqualTo(status);
    assertThat(one(response, "X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(one(response, "Referrer-Policy")).isEqualTo("same-origin");
    assertThat(one(response, CSP))
        .contains("default-src 'none'", "frame-ancestors 'none'", "base-uri 'none'")
        .doesNotContain("unsafe-eval", "script-src 'unsafe", "script-src 'self' 'unsafe");
    one(response, CACHE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/docs", "/redoc", "/docs/stream"})
  void aPageHasNoScriptOfItsOwnAndLoadsOnlyWhatThisServerHas(String path) {
    HttpResponse<String> page = server.get(path);
    assertThat(page.headers().firstValue("Content-Type").orElse("")).startsWith("text/html");
    assertThat(one(page, CSP)).contains("script-src 'self';", "connect-src 'self'");
    assertThat(page.body()).doesNotContainPattern(INLINE).doesNotContain("{{");
    Pattern.compile("(?:src|href)=\"(/[^\"]*)\"")
        .matcher(page.body())
        .results()
        .forEach(link -> assertThat(server.get(link.group(1)).statusCode()).isEqualTo(200));
  }

  @Test
  void aResponseThatDependsOnCredentialsIsNotCacheable() {
    People people = new People(server);
    HttpResponse<String> registered = people.register("private");
    HttpResponse<String> login = people.login("private", People.PASSWORD);
    String bearer = people.bearer("private");
    String body = People.pair("private", People.PASSWORD);
    for (HttpResponse<String> response :
        List.of(
            registered,
            login,
            people.login("private", "wrong"),
            people.send("POST", "/api/v1/auth/session", body),
            people.send("POST", "/api-token-auth/", body),
            people.request("GET", "/api/v1/account", "", bearer),
            people.request("GET", "/api/v1/account", "", "Bearer wrong"),
            people.request("GET", "/api/v1/admin/users", "", bearer),
            people.request("GET", "/api/assets/", "", bearer),
            people.request("GET", "/api/assets/", "", ""),
            people.request("GET", "/trades", "", bearer),
            people.request("GET", "/trades?limit=1", "", ""),
            people.request("GET", "/portfolio/summary", "", bearer),
            people.request("POST", "/api/v1/auth/logout", "", bearer))) {
      assertThat(one(response, CACHE)).as(response.uri().toString()).isEqualTo("no-store");
    }
  }

  @Test
  void aPublicResponseIsCacheable() {
    assertThat(one(server.get("/docs/assets/redoc.standalone.js"), CACHE)).contains("max-age");
    assertThat(one(server.get("/docs"), CACHE)).isEqualTo("no-cache");
    HttpResponse<String> chart =
        server.get("/api/v1/market_chart/?symbol=bitcoin&currency=usd&days=7&provider=simulated");
    assertThat(chart.statusCode()).isEqualTo(200);
    assertThat(one(chart, CACHE)).isEqualTo("no-cache");
  }
}
