package dev.candlewick.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.candlewick.testing.RawHttp;
import dev.candlewick.testing.ServerProcess;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The user interface as the packaged server sends it.
class WebIT {
  private static final String HTML = "text/html,application/xhtml+xml,*/*;q=0.8";
  private static final Pattern ASSET = Pattern.compile("\"\\./(assets/[^\"]+\\.js)\"");

  @TempDir private static Path home;
  private static ServerProcess server;

  @BeforeAll
  static void start() {
    server =
        ServerProcess.start(
            home,
            Map.of(
                "CRYPTO_API_BASE_URL", "http://127.0.0.1:9",
                "BASE_PATH", "/under",
                "TRUSTED_PROXIES", "127.0.0.0/8"));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static String header(HttpResponse<?> response, String name) {
    return response.headers().firstValue(name).orElse("");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/app", "/app/", "/app/chart", "/app/chart/BTCUSDT@binance", "/under/app/data"})
  void everyPathOfTheInterfaceIsItsPage(String path) {
    HttpResponse<String> page = server.get(path, "Accept", HTML);
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(header(page, "Content-Type")).isEqualTo("text/html;charset=UTF-8");
    assertThat(header(page, "Cache-Control")).isEqualTo("no-cache");
    assertThat(header(page, "Content-Security-Policy"))
        .contains("script-src 'self';", "style-src 'self';", "frame-ancestors 'none'");
    assertThat(page.body()).contains("<base href=\"/under/app/\"").doesNotContain("__BASE__");
    assertThat(page.body())
        .doesNotContainPattern("<script(?![^>]*\\bsrc=)")
        .doesNotContain("<style");
  }

  @Test
  void aProxySaysBelowWhichPathThePageIs() {
    assertThat(server.get("/app/", "X-Forwarded-Prefix", "/elsewhere").body())
        .contains("<base href=\"/elsewhere/app/\"");
  }

  @Test
  void assetsAreCompressedAndKeptForEver() {
    Matcher asset = ASSET.matcher(server.get("/app/").body());
    assertThat(asset.find()).isTrue();
    String path = "/app/" + asset.group(1);
    HttpResponse<String> plain = server.get(path);
    assertThat(plain.statusCode()).isEqualTo(200);
    assertThat(header(plain, "Content-Type")).startsWith("text/javascript");
    assertThat(header(plain, "Cache-Control")).isEqualTo("public, max-age=31536000, immutable");
    assertThat(header(plain, "Content-Encoding")).isIn("", "identity");
    for (String encoding : new String[] {"br", "gzip"}) {
      HttpResponse<String> packed = server.get(path, "Accept-Encoding", encoding);
      assertThat(header(packed, "Content-Encoding")).isEqualTo(encoding);
      assertThat(header(packed, "Vary")).containsIgnoringCase("accept-encoding");
      assertThat(packed.body().length()).isLessThan(plain.body().length());
    }
    assertThat(header(server.get(path, "Accept-Encoding", "br;q=0, gzip"), "Content-Encoding"))
        .isEqualTo("gzip");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/app/assets/none.js", "/app/assets/..%2f..%2findex.html", "/app/assets/"})
  void aMissingAssetIsNotThePage(String path) {
    HttpResponse<String> missing = server.get(path, "Accept", HTML);
    assertThat(missing.statusCode()).isEqualTo(404);
    assertThat(header(missing, "Content-Type")).startsWith("application/problem+json");
  }

  @Test
  void nothingOutsideItsFilesIsSent() {
    for (String path :
        new String[] {
          "/app/../openapi.json", "/app/%2e%2e/docs/swagger.html", "/app/index.html.gz"
        }) {
      assertThat(server.get(path).body()).doesNotContain("swagger-ui\"></div>");
    }
  }

  /// The document of the API describes what programs get, so the redirect is read as text.
  @Test
  void theRootLeadsBrowsersToIt() {
    String browser =
        RawHttp.exchange(
            server.port(),
            "GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: "
                + HTML
                + "\r\nConnection: close\r\n\r\n");
    assertThat(browser).startsWith("HTTP/1.1 302 ");
    assertThat(browser).containsIgnoringCase("\r\nlocation: /under/app/\r\n");
    assertThat(browser).containsPattern("(?i)vary: .*accept");
    HttpResponse<String> program = server.get("/", "Accept", "*/*");
    assertThat(program.statusCode()).isEqualTo(200);
    assertThat(program.body()).contains("\"app\":\"Candlewick\"");
    assertThat(server.get("/nothing", "Accept", HTML).statusCode()).isEqualTo(404);
  }

  @Test
  void itIsReadOnly() {
    HttpResponse<String> post = server.post("/app/chart", "{}");
    assertThat(post.statusCode()).isEqualTo(405);
    assertThat(header(post, "Allow")).isEqualTo("GET, HEAD, OPTIONS");
    HttpResponse<String> options = server.send("OPTIONS", "/app/", "");
    assertThat(options.statusCode()).isEqualTo(204);
    HttpResponse<String> head = server.send("HEAD", "/app/", "");
    assertThat(head.statusCode()).isEqualTo(200);
    assertThat(head.body()).isEmpty();
    assertThat(Integer.parseInt(header(head, "Content-Length"))).isPositive();
  }
}
