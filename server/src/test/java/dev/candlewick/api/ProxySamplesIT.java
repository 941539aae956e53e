package dev.candlewick.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.candlewick.testing.ReverseProxy;
import dev.candlewick.testing.ServerProcess;
import dev.candlewick.testing.StreamClient;
import dev.candlewick.testing.TlsIdentity;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Iterator;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The samples of `docs/proxy/` work: behind nginx and Caddy with TLS, below a path and at a port
/// of its own, a browser signs in, follows links, reads the documentation and listens.
class ProxySamplesIT {
  private static final JsonMapper JSON = new JsonMapper();
  private static final Pattern LINK = Pattern.compile("(?:src|href)=\"(/[^\"]*)\"");

  @TempDir private static Path home;
  private static ServerProcess server;
  private static TlsIdentity tls;

  @BeforeAll
  static void start() throws IOException, InterruptedException {
    server =
        ServerProcess.start(
            home,
            Map.of("TRUSTED_PROXIES", "127.0.0.1", "BASE_PATH", "/cw", "POLL_INTERVAL", "1s"));
    tls = TlsIdentity.create(home);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static Path directory(String name) throws IOException {
    return Files.createDirectory(home.resolve(name));
  }

  @Test
  void theSampleOfNginxWorks() throws Exception {
    try (ReverseProxy proxy = ReverseProxy.nginx(directory("nginx"), server.port(), tls);
        Site site = new Site(proxy.port(), "/cw")) {
      site.check("nginx-user");
    }
  }

  @Test
  void theSampleOfCaddyWorks() throws Exception {
    try (ReverseProxy proxy = ReverseProxy.caddy(directory("caddy"), server.port(), tls);
        Site site = new Site(proxy.port(), "/candlewick")) {
      site.check("caddy-user");
    }
  }

  /// A browser's view of the server through a proxy.
  private static final class Site implements AutoCloseable {
    private final HttpClient http = HttpClient.newBuilder().sslContext(tls.trust()).build();
    private final String origin;
    private final String base;

    Site(int port, String path) {
      this.origin = "https://localhost:" + port;
      this.base = origin + path;
    }

    void check(String user) throws Exception {
      linksLeadBackThroughTheProxy();
      aBrowserSignsInAndWrites(user);
      theDocumentationLoads();
      theDescriptionsNameTheProxy();
      socketsAndEventsPass();
    }

    private HttpResponse<String> send(String method, String url, String body, String... headers)
        throws Exception {
      HttpRequest.Builder request =
          HttpRequest.newBuilder(URI.create(url))
              .timeout(Duration.ofSeconds(30))
              .method(method, HttpRequest.BodyPublishers.ofString(body));
      if (headers.length > 0) request.headers(headers);
      return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> get(String path, String... headers) throws Exception {
      return send("GET", base + path, "", headers);
    }

    private void linksLeadBackThroughTheProxy() throws Exception {
      String next = "null";
      while (next.equals("null")) next = next("X-Forwarded-For", "127.0.0.1");
      assertThat(next).isEqualTo(base + "/api/prices/?limit=1&page=2");
      assertThat(send("GET", next, "").statusCode()).isEqualTo(200);
      for (String header : new String[] {"X-Forwarded-Host", "X-Forwarded-Prefix"}) {
        assertThat(next(header, "//evil.example")).startsWith(base + "/api/prices/");
      }
      assertThat(next("Forwarded", "for=127.0.0.1;host=evil.example")).startsWith(base);
      assertThat(get("/api/assets/").statusCode()).as("not this machine").isEqualTo(401);
      assertThat(get("/health/live").headers().firstValue("Strict-Transport-Security")).isPresent();
    }

    private String next(String... headers) throws Exception {
      return JSON.readTree(get("/api/prices/?limit=1", headers).body()).path("next").asText();
    }

    private void aBrowserSignsInAndWrites(String user) throws Exception {
      String body = People.pair(user, People.PASSWORD);
      assertThat(send("POST", base + "/auth/register", body).statusCode()).isEqualTo(201);
      String session = base + "/api/v1/auth/session";
      assertThat(send("POST", session, body, "Origin", "https://evil.example").statusCode())
          .isEqualTo(403);
      HttpResponse<String> signedIn = send("POST", session, body, "Origin", origin);
      assertThat(signedIn.statusCode()).as(signedIn.body()).isEqualTo(200);
      String cookie = signedIn.headers().firstValue("Set-Cookie").orElseThrow();
      assertThat(cookie).startsWith("__Host-candlewick=").contains("Secure");
      String asset = "{\"symbol\":\"BTC\",\"quantity\":\"1\",\"average_buy_price\":\"2000\"}";
      String sent = cookie.substring(0, cookie.indexOf(';'));
      HttpResponse<String> written =
          send("POST", base + "/api/assets/", asset, "Cookie", sent, "Origin", origin);
      assertThat(written.statusCode()).as(written.body()).isEqualTo(201);
      assertThat(get("/api/assets/BTC", "Cookie", sent, "Origin", origin).statusCode())
          .isEqualTo(200);
    }

    private void theDocumentationLoads() throws Exception {
      for (String page : new String[] {"/docs", "/redoc/", "/docs/stream"}) {
        HttpResponse<String> response = get(page);
        assertThat(response.statusCode()).isEqualTo(200);
        for (String link :
            LINK.matcher(response.body()).results().map(one -> one.group(1)).toList()) {
          assertThat(send("GET", origin + link, "").statusCode()).as(link).isEqualTo(200);
        }
      }
    }

    private void theDescriptionsNameTheProxy() throws Exception {
      JsonNode openapi = JSON.readTree(get("/openapi.json").body());
      assertThat(openapi.path("servers")).hasSize(1);
      assertThat(openapi.at("/servers/0/url").asText()).isEqualTo(base);
      JsonNode asyncapi = JSON.readTree(get("/asyncapi.json").body()).at("/servers/local");
      assertThat(
              asyncapi.path("protocol").asText()
                  + "://"
                  + asyncapi.path("host").asText()
                  + asyncapi.path("pathname").asText())
          .isEqualTo(base.replace("https", "wss"));
    }

    private void socketsAndEventsPass() throws Exception {
      URI stream = URI.create(base.replace("https", "wss") + "/api/v1/stream");
      try (StreamClient client = StreamClient.connect(http, stream, "Origin", origin)) {
        client.subscribe("ticks:*");
        assertThat(client.json("update").path("updates")).isNotEmpty();
      }
      assertThat(StreamClient.refusal(http, stream, "Origin", "https://evil.example"))
          .isEqualTo(403);
      HttpRequest events =
          HttpRequest.newBuilder(URI.create(base + "/api/v1/stream/events?topics=ticks:*")).build();
      HttpResponse<Stream<String>> response =
          http.send(events, HttpResponse.BodyHandlers.ofLines());
      assertThat(response.statusCode()).isEqualTo(200);
      try (Stream<String> lines = response.body()) {
        Iterator<String> each = lines.iterator();
        String line = each.next();
        while (!line.startsWith("event: update")) line = each.next();
        assertThat(each.next()).contains("ticks:");
      }
    }

    @Override
    public void close() {
      http.shutdownNow();
    }
  }
}
