package dev.candlewick.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import dev.candlewick.testing.ServerProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Sends random requests to every operation of a server's `/openapi.json`. The same seed sends the
/// same requests, but for the ids and tokens that the server issues.
public final class Fuzz {
  private static final String PASSWORD = "fuzzing 42 staples";
  private static final Pattern SETUP_CODE = Pattern.compile("(setup_[\\w-]{20,})");

  private final ServerProcess server;
  private final URI address;
  private final FuzzValues values;
  private String token = "";

  Fuzz(ServerProcess server, long seed) {
    this.server = server;
    this.address = URI.create("http://127.0.0.1:" + server.port());
    this.values = new FuzzValues(new SplittableRandom(seed));
  }

  /// Starts a server and sends so many requests. Its venues are a program on the loopback that
  /// rejects everything immediately, so that no request waits for the network.
  static FuzzReport run(Path home, int requests, long seed) throws IOException {
    HttpServer venue =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    venue.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(404, -1);
          exchange.close();
        });
    venue.start();
    String url = "http://127.0.0.1:" + venue.getAddress().getPort();
    Map<String, String> settings =
        Map.of(
            "BINANCE_BASE_URL",
            url,
            "KRAKEN_BASE_URL",
            url,
            "COINBASE_BASE_URL",
            url,
            "CRYPTO_API_BASE_URL",
            url,
            "TARGET_ASSETS",
            "",
            "POLL_INTERVAL",
            "1d");
    try (ServerProcess server = ServerProcess.start(home, settings)) {
      return new Fuzz(server, seed).run(requests);
    } finally {
      venue.stop(0);
    }
  }

  /// Starts a server and sends requests: `Fuzz REQUESTS SEED`.
  public static void main(String[] arguments) throws IOException {
    int requests = Integer.parseInt(arguments[0]);
    long seed = Long.parseLong(arguments[1]);
    Path home = Files.createTempDirectory("candlewick-fuzz");
    System.out.println("seed " + seed + ", " + requests + " requests, home " + home);
    FuzzReport report = run(home, requests, seed);
    report.failures().forEach(System.out::println);
    System.out.println(report);
    if (!report.failures().isEmpty()) System.exit(1);
  }

  FuzzReport run(int requests) {
    signIn();
    store();
    List<FuzzOperation> operations =
        FuzzOperation.of(FuzzJson.read(server.get("/openapi.json").body()));
    FuzzRequests made = new FuzzRequests(values);
    FuzzReport report = new FuzzReport();
    for (int i = 0; i < requests; i++) {
      FuzzOperation operation = operations.get(i % operations.size());
      FuzzRequest request = made.next(operation, authorization());
      FuzzAnswer response = execute(request);
      report.add(request, response);
      if (response.status() == 401 && request.headers().contains("Authorization: " + token))
        logIn();
      if (response.status() == 201) remember(FuzzJson.read(response.body()));
    }
    return report;
  }

  private FuzzAnswer execute(FuzzRequest request) {
    try {
      return FuzzAnswer.to(request, address);
    } catch (IOException e) {
      throw new UncheckedIOException(request.toString(), e);
    }
  }

  private void remember(JsonNode created) {
    JsonNode id = created.path("id");
    if (id.isValueNode()) values.remember(id.asText());
  }

  /// Returns the value of `Authorization`. Most requests are an administrator's, so that they pass
  /// the access check.
  private String authorization() {
    if (values.chance(75)) return token;
    return values.one(
        List.of("", "", "Bearer x", "Token cw_x", "Basic YTpi", "Bearer", "\u00e9 \u00e9"));
  }

  private void signIn() {
    Matcher code = SETUP_CODE.matcher(server.log());
    if (!code.find()) throw new IllegalStateException("the server has an administrator already");
    server.post(
        "/api/v1/auth/register",
        "{\"username\":\"fuzzer\",\"password\":\"%s\",\"setup_code\":\"%s\"}"
            .formatted(PASSWORD, code.group(1)));
    logIn();
  }

  /// Stores data of each kind, so that requests find some.
  private void store() {
    String fetch = "/api/v1/candles/fetch/BTCUSDT?provider=simulated&interval=";
    for (String interval : List.of("1d", "1M", "1w", "15m")) send("POST", fetch + interval, "");
    send("POST", "/api/v1/market_trades/fetch/BTCUSDT?provider=simulated", "");
    send(
        "POST",
        "/api/v1/instruments",
        "{\"coingecko_id\":\"bitcoin\",\"ticker\":\"BTC\",\"name\":\"Bitcoin\"}");
    send(
        "POST",
        "/api/v1/assets",
        "{\"symbol\":\"BTC\",\"quantity\":\"1\",\"average_buy_price\":\"1\"}");
    send(
        "POST",
        "/api/v1/trades",
        "{\"symbol\":\"BTC/USDT\",\"entry_price\":\"1\",\"quantity\":\"1\",\"trade_type\":\"BUY\"}");
  }

  private void send(String method, String path, String body) {
    HttpResponse<String> response = server.send(method, path, body, "Authorization", token);
    remember(FuzzJson.read(response.body()));
  }

  private void logIn() {
    HttpResponse<String> response =
        server.post(
            "/api/v1/auth/login",
            "{\"username\":\"fuzzer\",\"password\":\"%s\"}".formatted(PASSWORD),
            "Content-Type",
            "application/json");
    token = "Bearer " + FuzzJson.read(response.body()).path("access_token").asText();
  }
}
