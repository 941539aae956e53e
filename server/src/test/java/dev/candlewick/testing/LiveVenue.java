package dev.candlewick.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/// A Binance that trades BTCUSDT now, on the loopback: two trades a second, a candle of each
/// second. What it sends on its WebSocket as it happens, it returns over HTTP from then on. It can
/// go down and come back.
public final class LiveVenue implements AutoCloseable {
  private static final int TRADES_A_SECOND = 2;
  private static final int PAGE = 1000;

  private final LoopbackFeed feed = new LoopbackFeed(FeedResponses::binance);
  private final HttpServer rest;
  private final AtomicInteger pages = new AtomicInteger();
  private final Thread clock = Thread.ofVirtual().unstarted(this::tick);
  private volatile boolean away;
  private volatile boolean stopped;

  public LiveVenue() {
    try {
      rest = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    rest.createContext("/", this::respond);
    rest.start();
    clock.start();
  }

  /// Returns the settings of a server that uses this as Binance.
  public Map<String, String> settings() {
    return Map.of(
        "BINANCE_BASE_URL",
        "http://127.0.0.1:" + rest.getAddress().getPort(),
        "BINANCE_STREAM_URL",
        feed.uri().toString());
  }

  /// Goes down, or comes back: while it is down it has no connections and sends no responses.
  public void away(boolean now) {
    away = now;
    feed.refuse(now);
    if (now) feed.connected().forEach(FeedPeer::disconnect);
  }

  /// Returns how many pages of candles were requested.
  public int pages() {
    return pages.get();
  }

  private static long price(long id) {
    return 60_000 + Math.floorMod(id * 7919L, 1000L);
  }

  private static String trade(long id) {
    long millis = id / TRADES_A_SECOND * 1000 + id % TRADES_A_SECOND * 400 + 100;
    return "\"a\":%d,\"p\":\"%d.50\",\"q\":\"0.25000000\",\"f\":%d,\"l\":%d,\"T\":%d,\"m\":%b"
        .formatted(id, price(id), id, id, millis, id % 3 == 0);
  }

  /// Returns open, high, low and close of a second.
  private static long[] prices(long second) {
    long first = price(second * TRADES_A_SECOND);
    long last = price(second * TRADES_A_SECOND + 1);
    return new long[] {first, Math.max(first, last), Math.min(first, last), last};
  }

  private static String row(long second) {
    long[] p = prices(second);
    return "[%d,\"%d.50\",\"%d.50\",\"%d.50\",\"%d.50\",\"0.50000000\",%d,\"30000.0\",2,\"0.25\",\"15000.0\",\"0\"]"
        .formatted(second * 1000, p[0], p[1], p[2], p[3], second * 1000 + 999);
  }

  private static String kline(long second, boolean closed) {
    long[] p = prices(second);
    return """
    {"stream":"btcusdt@kline_1s","data":{"e":"kline","E":%d,"s":"BTCUSDT","k":{"t":%d,"T":%d,\
    "s":"BTCUSDT","i":"1s","f":1,"L":2,"o":"%d.50","h":"%d.50","l":"%d.50","c":"%d.50",\
    "v":"0.50000000","n":2,"x":%b,"q":"30000.0","V":"0.25","Q":"15000.0","B":"0"}}}\
    """
        .formatted(
            second * 1000 + 1000,
            second * 1000,
            second * 1000 + 999,
            p[0],
            p[1],
            p[2],
            p[3],
            closed);
  }

  private static long now() {
    return System.currentTimeMillis() / 1000;
  }

  private void tick() {
    long sent = now() - 1;
    while (!stopped) {
      long past = now() - 1;
      for (; sent < past; sent++) publish(sent + 1);
      Waiting.delay(Duration.ofMillis(50));
    }
  }

  private void publish(long second) {
    if (away) return;
    for (int i = 0; i < TRADES_A_SECOND; i++) {
      String trade = trade(second * TRADES_A_SECOND + i);
      feed.send(
          "{\"stream\":\"btcusdt@aggTrade\",\"data\":{\"e\":\"aggTrade\",\"E\":%d,\"s\":\"BTCUSDT\",%s}}"
              .formatted(second * 1000 + 1000, trade));
    }
    feed.send(kline(second, true));
    feed.send(kline(second + 1, false));
  }

  private void respond(HttpExchange exchange) throws IOException {
    Map<String, String> query = query(exchange.getRequestURI().getQuery());
    String body =
        switch (exchange.getRequestURI().getPath()) {
          case "/api/v3/time" -> "{\"serverTime\":" + System.currentTimeMillis() + "}";
          case "/api/v3/klines" -> klines(query);
          case "/api/v3/aggTrades" -> trades(query);
          case "/api/v3/exchangeInfo" ->
              "{\"rateLimits\":[],\"symbols\":[{\"symbol\":\"BTCUSDT\",\"status\":\"TRADING\",\"baseAsset\":\"BTC\",\"quoteAsset\":\"USDT\"}]}";
          default -> "";
        };
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(away ? 503 : body.isEmpty() ? 404 : 200, bytes.length + 1L);
    try (var out = exchange.getResponseBody()) {
      out.write(bytes);
      out.write('\n');
    }
  }

  private String klines(Map<String, String> query) {
    pages.incrementAndGet();
    long from = Math.ceilDiv(Long.parseLong(query.get("startTime")), 1000L);
    long to = query.containsKey("endTime") ? Long.parseLong(query.get("endTime")) / 1000 : now();
    long limit = Long.parseLong(query.get("limit"));
    return LongStream.rangeClosed(from, Math.min(to, now()))
        .limit(limit)
        .mapToObj(LiveVenue::row)
        .collect(Collectors.joining(",", "[", "]"));
  }

  private static String trades(Map<String, String> query) {
    long end = now() * TRADES_A_SECOND;
    long from = Long.parseLong(query.getOrDefault("fromId", Long.toString(end - PAGE)));
    return LongStream.range(from, Math.min(end, from + PAGE))
        .mapToObj(id -> "{" + trade(id) + ",\"M\":true}")
        .collect(Collectors.joining(",", "[", "]"));
  }

  private static Map<String, String> query(String text) {
    if (text == null) return Map.of();
    return Arrays.stream(text.split("&", -1))
        .map(pair -> pair.split("=", 2))
        .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
  }

  @Override
  public void close() {
    stopped = true;
    clock.interrupt();
    feed.close();
    rest.stop(0);
  }
}
