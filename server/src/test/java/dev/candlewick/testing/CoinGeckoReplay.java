package dev.candlewick.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/// CoinGecko on the loopback: charts in the documented format, with the given body unchanged, and
/// rejections on order. It records its requests.
public final class CoinGeckoReplay implements AutoCloseable {
  private final HttpServer server;
  private final Map<String, String> charts = new ConcurrentHashMap<>();
  private final List<String> requestPaths = Collections.synchronizedList(new ArrayList<>());
  private volatile long latencyMillis;
  private volatile @Nullable Refusal refusal;

  /// A response to every request instead of the documented one.
  ///
  /// @param retryAfter null leaves the header out
  public record Refusal(int status, String body, @Nullable String retryAfter) {}

  public CoinGeckoReplay() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/", this::respond);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.start();
  }

  public URI uri() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/api/v3");
  }

  /// Sets the chart of a coin in a currency, for any number of days.
  ///
  /// @param body as the venue writes it
  public CoinGeckoReplay chart(String coin, String currency, String body) {
    charts.put(coin + "/" + currency, body);
    return this;
  }

  /// Returns a chart's body of points `[time, price]`.
  public static String body(List<String> points) {
    return "{\"prices\":["
        + String.join(",", points)
        + "],\"market_caps\":[],\"total_volumes\":[]}";
  }

  public CoinGeckoReplay latency(long millis) {
    latencyMillis = millis;
    return this;
  }

  public void refuse(@Nullable Refusal response) {
    refusal = response;
  }

  /// Returns every requested path with its query.
  public List<String> requestPaths() {
    return List.copyOf(requestPaths);
  }

  /// Returns how often charts were requested.
  public long chartRequests() {
    return requestPaths().stream().filter(path -> path.contains("/market_chart")).count();
  }

  private void respond(HttpExchange exchange) throws IOException {
    requestPaths.add(exchange.getRequestURI().toString());
    pause();
    Refusal refused = refusal;
    if (refused != null) {
      if (refused.retryAfter() != null) {
        exchange.getResponseHeaders().set("Retry-After", refused.retryAfter());
      }
      send(exchange, refused.status(), refused.body());
      return;
    }
    String path = exchange.getRequestURI().getPath();
    if (path.endsWith("/supported_vs_currencies")) {
      send(exchange, 200, "[\"usd\",\"eur\"]");
    } else if (path.endsWith("/coins/list")) {
      send(exchange, 200, "[{\"id\":\"alephium\",\"symbol\":\"alph\",\"name\":\"Alephium\"}]");
    } else if (path.endsWith("/market_chart")) {
      chart(exchange, path.replaceAll(".*/coins/([^/]*)/.*", "$1"));
    } else {
      send(exchange, 404, "{\"error\":\"no such path\"}");
    }
  }

  private void chart(HttpExchange exchange, String coin) throws IOException {
    String query = exchange.getRequestURI().getQuery();
    String currency = query.replaceAll(".*vs_currency=([^&]*).*", "$1");
    String body = charts.get(coin + "/" + currency);
    if (body != null) {
      send(exchange, 200, body);
    } else if (charts.keySet().stream().anyMatch(key -> key.startsWith(coin + "/"))) {
      send(exchange, 400, "{\"error\":\"invalid vs_currency\"}");
    } else {
      send(exchange, 404, "{\"error\":\"coin not found\"}");
    }
  }

  private void pause() {
    Waiting.delay(Duration.ofMillis(latencyMillis));
  }

  private static void send(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length);
    try (var out = exchange.getResponseBody()) {
      out.write(bytes);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
