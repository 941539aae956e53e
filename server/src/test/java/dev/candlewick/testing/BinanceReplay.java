package dev.candlewick.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Queue;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/// Binance's spot REST on the loopback, from recorded rows, by the documented rules of paging; and
/// with every fault a test wants. As a program it serves a data folder: `PORT FOLDER TIME`.
public final class BinanceReplay implements AutoCloseable {
  private static final List<String> INTERVALS =
      List.of(
          "1s", "1m", "3m", "5m", "15m", "30m", "1h", "2h", "4h", "6h", "8h", "12h", "1d", "3d",
          "1w", "1M");

  private final HttpServer server;
  private final @Nullable Path folder;
  private final Map<String, NavigableMap<Long, String>> series = new ConcurrentHashMap<>();
  private final Queue<Fault> faults = new ConcurrentLinkedQueue<>();
  private final List<String> requests = new ArrayList<>();
  private final AtomicInteger insideBan = new AtomicInteger();
  private final AtomicInteger weight = new AtomicInteger();
  private volatile Instant time;
  private volatile Instant bannedUntil = Instant.MIN;
  private volatile double faultRate;
  private volatile Duration latency = Duration.ZERO;
  private Random chance = new Random(0);

  private BinanceReplay(int port, @Nullable Path folder, Instant time) {
    this.folder = folder;
    this.time = time;
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::handle);
    server.start();
  }

  /// Recorded data: `binance-klines` of the shared folder.
  public static BinanceReplay over(Path data, Instant time) {
    return new BinanceReplay(0, data.resolve("binance-klines"), time);
  }

  /// Rows written by hand, for a series called like `BTCUSDT-1h`.
  public static BinanceReplay of(String name, List<String> rows, Instant time) {
    BinanceReplay venue = new BinanceReplay(0, null, time);
    venue.series.put(name, indexed(rows));
    return venue;
  }

  public URI uri() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /// Each is the answer to one of the next requests for candles.
  public void enqueue(Fault... next) {
    faults.addAll(List.of(next));
  }

  /// From now on this part of the answers is a 500 or a cut body, by chance.
  public synchronized void faultRate(double rate, long seed) {
    faultRate = rate;
    chance = new Random(seed);
  }

  public void latency(Duration wait) {
    latency = wait;
  }

  public void time(Instant now) {
    time = now;
  }

  void ban(Duration length) {
    bannedUntil = Instant.now().plus(length);
  }

  /// How many requests came while a ban was running.
  public int requestsInsideBan() {
    return insideBan.get();
  }

  /// Paths and queries of all requests so far.
  public synchronized List<String> requests() {
    return List.copyOf(requests);
  }

  public long candleRequests() {
    return requests().stream().filter(request -> request.startsWith("/api/v3/klines")).count();
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void handle(HttpExchange exchange) throws IOException {
    synchronized (this) {
      requests.add(exchange.getRequestURI().toString());
    }
    if (Instant.now().isBefore(bannedUntil)) insideBan.incrementAndGet();
    switch (exchange.getRequestURI().getPath()) {
      case "/api/v3/time" -> send(exchange, 200, "{\"serverTime\":" + time.toEpochMilli() + "}");
      case "/api/v3/ping" -> send(exchange, 200, "{}");
      case "/api/v3/klines" -> klines(exchange);
      default -> send(exchange, 404, "{}");
    }
  }

  private void klines(HttpExchange exchange) throws IOException {
    exchange
        .getResponseHeaders()
        .add("X-MBX-USED-WEIGHT-1M", Integer.toString(weight.addAndGet(2) % 1000));
    Map<String, String> query = query(exchange.getRequestURI());
    if (!INTERVALS.contains(query.getOrDefault("interval", ""))) {
      send(exchange, 400, "{\"code\":-1120,\"msg\":\"Invalid interval.\"}");
      return;
    }
    NavigableMap<Long, String> rows = rows(query.get("symbol") + "-" + query.get("interval"));
    if (rows == null) {
      send(exchange, 400, "{\"code\":-1121,\"msg\":\"Invalid symbol.\"}");
      return;
    }
    List<String> page = page(rows, query);
    sleep();
    Fault fault = nextFault();
    if (fault == null) send(exchange, 200, json(page));
    else fault.answer(this, exchange, page);
  }

  private synchronized @Nullable Fault nextFault() {
    Fault queued = faults.poll();
    if (queued != null || chance.nextDouble() >= faultRate) return queued;
    return chance.nextBoolean() ? Fault.status(500, "") : Fault.cutJson();
  }

  private List<String> page(NavigableMap<Long, String> rows, Map<String, String> query) {
    int limit = Math.min(1000, Integer.parseInt(query.getOrDefault("limit", "500")));
    long end = Long.parseLong(query.getOrDefault("endTime", Long.toString(Long.MAX_VALUE)));
    long last = Math.min(end, time.toEpochMilli());
    if (query.containsKey("startTime")) {
      long start = Long.parseLong(query.get("startTime"));
      if (start > last) return List.of();
      return rows.subMap(start, true, last, true).values().stream().limit(limit).toList();
    }
    List<String> newest = new ArrayList<>(rows.headMap(last, true).values());
    return newest.subList(Math.max(0, newest.size() - limit), newest.size());
  }

  private @Nullable NavigableMap<Long, String> rows(String name) {
    Path file = folder == null ? null : folder.resolve(name.replace("-1M", "-1mo") + ".jsonl.gz");
    if (file != null && Files.exists(file))
      series.computeIfAbsent(name, key -> indexed(read(file)));
    return series.get(name);
  }

  private static List<String> read(Path file) {
    try (BufferedReader in =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
      return in.lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static NavigableMap<Long, String> indexed(List<String> rows) {
    NavigableMap<Long, String> indexed = new TreeMap<>();
    for (String row : rows) {
      indexed.put(Long.parseLong(row.substring(1, row.indexOf(',')).strip()), row);
    }
    return indexed;
  }

  private static Map<String, String> query(URI uri) {
    Map<String, String> query = new HashMap<>();
    String text = uri.getQuery() == null ? "" : uri.getQuery();
    for (String part : text.split("&", -1)) {
      int at = part.indexOf('=');
      if (at > 0) query.put(part.substring(0, at), part.substring(at + 1));
    }
    return query;
  }

  private void sleep() {
    try {
      Thread.sleep(latency);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  static String json(List<String> rows) {
    return rows.stream().collect(Collectors.joining(",", "[", "]"));
  }

  static void send(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    if (bytes.length > 0) exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  /// Serves until it is stopped.
  public static void main(String[] args) throws InterruptedException {
    try (BinanceReplay venue =
        new BinanceReplay(
            Integer.parseInt(args[0]),
            Path.of(args[1]).resolve("binance-klines"),
            Instant.parse(args[2]))) {
      System.out.println(venue.uri());
      Thread.currentThread().join();
    }
  }
}
