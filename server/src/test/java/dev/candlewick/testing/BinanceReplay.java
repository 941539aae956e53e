package dev.candlewick.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/// Binance's public market data on the loopback: recorded or hand-written rows by the venue's own
/// rules, and faults on order. It records its requests and those that came during a ban.
public final class BinanceReplay implements AutoCloseable {
  private static final String USED_WEIGHT = "X-MBX-USED-WEIGHT-1M";
  private static final List<Fault> RANDOM_FAULTS =
      List.of(
          Fault.tooManyRequests(1),
          Fault.serverError(),
          Fault.badGatewayHtml(),
          Fault.overloaded1008(),
          Fault.truncated(),
          Fault.html200(),
          Fault.reset(),
          Fault.outOfOrder(),
          Fault.duplicated(),
          Fault.negative(),
          Fault.misaligned());

  private final ReplayResponses responses;
  private final HttpServer server;
  private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
  private final Deque<Fault> faults = new ArrayDeque<>();
  private final List<Request> requests = new ArrayList<>();
  private final List<Request> insideBan = new ArrayList<>();
  private volatile InstantSource clock = InstantSource.system();
  private volatile @Nullable Instant time;
  private volatile Duration latency = Duration.ZERO;
  private double faultRate;
  private Random chance = new Random(1);
  private Instant minute = Instant.EPOCH;
  private int usedWeight;
  private Instant bannedUntil = Instant.EPOCH;

  /// A request, and its time by the replay's clock.
  public record Request(Instant at, String pathAndQuery) {}

  private BinanceReplay(ReplayResponses responses, int port) {
    this.responses = responses;
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/", this::handle);
    server.setExecutor(executor);
    server.start();
  }

  /// Serves `binance-klines/SYMBOL-INTERVAL.jsonl.gz` of a folder, each file read at its first
  /// request.
  public static BinanceReplay over(Path dataFolder) {
    return over(dataFolder, 0);
  }

  public static BinanceReplay over(Path dataFolder, int port) {
    return new BinanceReplay(ReplayResponses.over(dataFolder), port);
  }

  /// Serves these rows, ascending: `BTCUSDT-1h` to raw JSON arrays.
  public static BinanceReplay of(Map<String, List<String>> rawRows) {
    return new BinanceReplay(ReplayResponses.of(rawRows), 0);
  }

  public URI uri() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /// Sets the venue's time and the limit of its rows; null is the clock's time.
  public BinanceReplay time(@Nullable Instant fixed) {
    time = fixed;
    return this;
  }

  /// Sets the clock by which weights and bans are counted; the system's unless set.
  public BinanceReplay clock(InstantSource source) {
    clock = source;
    return this;
  }

  public BinanceReplay latency(Duration perRequest) {
    latency = perRequest;
    return this;
  }

  /// Enqueues faults; each is used for one of the next requests, in order.
  public synchronized BinanceReplay enqueue(Fault... next) {
    faults.addAll(List.of(next));
    return this;
  }

  /// Responds to this part of all requests with a fault drawn by the seed.
  public synchronized BinanceReplay faultRate(double rate, long seed) {
    faultRate = rate;
    chance = new Random(seed);
    return this;
  }

  /// Counts this much weight as used by others in the current minute.
  public synchronized BinanceReplay spend(int weight) {
    count(weight);
    return this;
  }

  public synchronized List<Request> requests() {
    return List.copyOf(requests);
  }

  /// Returns how often a path was requested.
  public long count(String path) {
    return requests().stream().filter(r -> r.pathAndQuery().startsWith(path)).count();
  }

  /// Returns the requests that came after a 429 or 418 was sent and before its `Retry-After` was
  /// over.
  public synchronized List<Request> requestsInsideBan() {
    return List.copyOf(insideBan);
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      URI uri = exchange.getRequestURI();
      Fault fault = arrived(uri);
      exchange.getResponseHeaders().set(USED_WEIGHT, Integer.toString(spent()));
      Waiting.delay(latency);
      respond(exchange, ReplayRequest.of(uri), fault);
    } catch (InterruptedException e) {
      // The replay is closing; the connection closes without a response.
      Thread.currentThread().interrupt();
    }
  }

  private synchronized @Nullable Fault arrived(URI uri) {
    Instant now = clock.instant();
    Request request = new Request(now, uri.toString());
    requests.add(request);
    if (now.isBefore(bannedUntil)) insideBan.add(request);
    count(ReplayResponses.weight(uri.getPath()));
    if (faults.isEmpty()) return drawn();
    boolean early = faults.peek() instanceof Fault.Lie && !ReplayResponses.isPage(uri.getPath());
    return early ? null : faults.poll();
  }

  private @Nullable Fault drawn() {
    if (faultRate <= 0 || chance.nextDouble() >= faultRate) return null;
    return RANDOM_FAULTS.get(chance.nextInt(RANDOM_FAULTS.size()));
  }

  private synchronized void count(int weight) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MINUTES);
    if (!now.equals(minute)) {
      minute = now;
      usedWeight = 0;
    }
    usedWeight += weight;
  }

  private synchronized int spent() {
    return usedWeight;
  }

  private void respond(HttpExchange exchange, ReplayRequest request, @Nullable Fault fault)
      throws IOException, InterruptedException {
    switch (fault) {
      case null -> send(exchange, regular(request));
      case Fault.Status status -> send(exchange, status);
      case Fault.Hang hang -> Waiting.delay(hang.duration());
      case Fault.Stall stall -> half(exchange, regular(request), stall.duration());
      case Fault.Truncated _ -> half(exchange, regular(request), Duration.ZERO);
      // Leaving without a response closes the connection.
      case Fault.Reset _ -> {}
      case Fault.Lie lie -> send(exchange, responses.changed(request, now(), lie.rows()));
    }
  }

  private Fault.Status regular(ReplayRequest request) {
    return responses.of(request, now());
  }

  private Instant now() {
    Instant fixed = time;
    return fixed == null ? clock.instant() : fixed;
  }

  private void send(HttpExchange exchange, Fault.Status response) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "application/json;charset=UTF-8");
    response.headers().forEach(exchange.getResponseHeaders()::set);
    byte[] body = response.body().getBytes(StandardCharsets.UTF_8);
    ban(response);
    exchange.sendResponseHeaders(response.status(), body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
  }

  /// Begins a ban just before its response is sent, so that a client that has read the response is
  /// inside.
  private synchronized void ban(Fault.Status response) {
    String seconds = response.headers().get("Retry-After");
    if (seconds == null || (response.status() != 429 && response.status() != 418)) return;
    Instant until =
        seconds.matches("\\d+")
            ? clock.instant().plusSeconds(Long.parseLong(seconds))
            : DateTimeFormatter.RFC_1123_DATE_TIME.parse(seconds, Instant::from);
    if (until.isAfter(bannedUntil)) bannedUntil = until;
  }

  private static void half(HttpExchange exchange, Fault.Status response, Duration silence)
      throws IOException, InterruptedException {
    byte[] body = response.body().getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(response.status(), body.length);
    exchange.getResponseBody().write(body, 0, body.length / 2);
    exchange.getResponseBody().flush();
    Waiting.delay(silence);
  }

  @Override
  public void close() {
    executor.shutdownNow();
    server.stop(0);
  }

  /// `--port N --data DIR --time ISO --latency MS`: serves until killed.
  static void main(String[] args) throws InterruptedException {
    int port = 0;
    Path data = SharedData.folder().orElse(Path.of("."));
    Instant time = null;
    Duration latency = Duration.ZERO;
    for (int i = 0; i + 1 < args.length; i += 2) {
      switch (args[i]) {
        case "--port" -> port = Integer.parseInt(args[i + 1]);
        case "--data" -> data = Path.of(args[i + 1]);
        case "--time" -> time = Instant.parse(args[i + 1]);
        case "--latency" -> latency = Duration.ofMillis(Long.parseLong(args[i + 1]));
        default -> throw new IllegalArgumentException("unknown option " + args[i]);
      }
    }
    try (BinanceReplay replay = over(data, port).time(time).latency(latency)) {
      System.out.println(replay.uri());
      Thread.currentThread().join();
    }
  }
}
