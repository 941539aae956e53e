package dev.candlewick.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.function.LongFunction;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/// Binance, Coinbase, Kraken and CoinGecko on one loopback port, each with a short listing of names
/// that are easily mistaken. Every market has a candle in every interval of all time, whose values
/// depend on its time only. A venue can be taken down and brought back.
public final class LoopbackVenues implements AutoCloseable {
  /// Base, quote, and whether it trades.
  private static final List<String> BINANCE =
      List.of(
          "BTC USDT TRADING",
          "ETH USDT TRADING",
          "SHIB DOGE TRADING",
          "BTC UAH BREAK",
          "BTC PLN TRADING",
          "MATIC USDT BREAK",
          "POL USDT TRADING",
          "STX USDT TRADING",
          "W USDT TRADING",
          "1INCH USDT TRADING");

  private static final List<String> COINBASE = List.of("BTC-USD", "QNT-USD", "DOT-USD");

  /// Key, altname and the name of its feed.
  private static final List<String> KRAKEN =
      List.of("XXBTZUSD XBTUSD XBT/USD", "QNTUSD QNTUSD QNT/USD", "XETHXXBT ETHXBT ETH/XBT");

  /// Id and ticker; those with a third part have that rank.
  private static final List<String> COINS =
      List.of(
          "bitcoin btc 1",
          "ethereum eth 2",
          "solana sol 6",
          "batcat btc",
          "helium hnt 182",
          "hymnode hnt",
          "rose rose",
          "oasis-network rose 210",
          "blockstack stx 90",
          "staykx stx",
          "stox stx",
          "wrapped-bitcoin wbtc 15",
          "wormhole w 150",
          "crvusd crvusd 240",
          "curve-dao-token crv 100",
          "true-usd tusd 160",
          "polygon-ecosystem-token pol 60",
          "quant-network qnt 70",
          "shiba-inu shib 20",
          "dogecoin doge 8");

  private static final Map<String, String> PRICES =
      Map.of(
          "bitcoin", "40000.5",
          "ethereum", "3000",
          "helium", "5.25",
          "hymnode", "0.02",
          "rose", "0.0001",
          "oasis-network", "0.07",
          "wrapped-bitcoin", "39990");

  private static final int MOST = 1000;

  private final HttpServer server;
  private final Set<String> away = ConcurrentHashMap.newKeySet();
  private final List<String> requests = new CopyOnWriteArrayList<>();

  public LoopbackVenues() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    for (String venue : List.of("binance", "coinbase", "kraken", "coingecko")) {
      server.createContext("/" + venue, exchange -> respond(exchange, venue));
    }
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.start();
  }

  /// Returns the settings of a server that uses these venues and polls their prices.
  public Map<String, String> settings() {
    Map<String, String> settings = new HashMap<>();
    settings.put("BINANCE_BASE_URL", uri("binance").toString());
    settings.put("COINBASE_BASE_URL", uri("coinbase").toString());
    settings.put("KRAKEN_BASE_URL", uri("kraken").toString());
    settings.put("CRYPTO_API_BASE_URL", uri("coingecko").toString());
    settings.put("PRICE_PROVIDER", "coingecko");
    settings.put("COINGECKO_RATE", "10000");
    settings.put("POLL_INTERVAL", "1s");
    return settings;
  }

  private URI uri(String venue) {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/" + venue);
  }

  /// Makes a venue respond 503 to everything, or normally again.
  public void away(String venue, boolean now) {
    if (now) away.add(venue);
    else away.remove(venue);
  }

  /// Returns the path and query of every request to a venue, in their order.
  public List<String> requests(String venue) {
    return requests.stream().filter(request -> request.startsWith("/" + venue + "/")).toList();
  }

  private void respond(HttpExchange exchange, String venue) throws IOException {
    URI uri = exchange.getRequestURI();
    requests.add(uri.toString());
    String path = uri.getPath().substring(venue.length() + 1);
    Map<String, String> query = query(uri);
    String body =
        away.contains(venue)
            ? null
            : switch (venue) {
              case "binance" -> binance(path, query);
              case "coinbase" -> coinbase(path, query);
              case "kraken" -> kraken(path, query);
              default -> coinGecko(path, query);
            };
    int status = away.contains(venue) ? 503 : body == null ? 404 : 200;
    byte[] bytes = (body == null ? "{}" : body).getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length);
    try (var out = exchange.getResponseBody()) {
      out.write(bytes);
    }
  }

  private static Map<String, String> query(URI uri) {
    Map<String, String> query = new HashMap<>();
    if (uri.getQuery() == null) return query;
    for (String part : uri.getQuery().split("&", -1)) {
      String[] pair = part.split("=", 2);
      query.put(pair[0], pair.length == 2 ? pair[1] : "");
    }
    return query;
  }

  private static String binance(String path, Map<String, String> query) {
    return switch (path) {
      case "/api/v3/time" -> "{\"serverTime\":" + System.currentTimeMillis() + "}";
      case "/api/v3/exchangeInfo" ->
          BINANCE.stream()
              .map(row -> row.split(" ", -1))
              .map(row ->
                  "{\"symbol\":\"%s\",\"status\":\"%s\",\"baseAsset\":\"%s\",\"quoteAsset\":\"%s\"}"
                      .formatted(row[0] + row[1], row[2], row[0], row[1]))
              .collect(Collectors.joining(",", "{\"symbols\":[", "]}"));
      case "/api/v3/klines" -> klines(query);
      default -> null;
    };
  }

  private static String klines(Map<String, String> query) {
    String symbol = query.getOrDefault("symbol", "");
    if (BINANCE.stream()
        .noneMatch(row -> symbol.equals(row.split(" ", -1)[0] + row.split(" ", -1)[1]))) {
      return null;
    }
    long length = seconds(query.getOrDefault("interval", "1h"));
    long to = Long.parseLong(query.getOrDefault("endTime", Long.toString(now() * 1000))) / 1000;
    long from = Long.parseLong(query.getOrDefault("startTime", "0")) / 1000;
    int limit = Integer.parseInt(query.getOrDefault("limit", "500"));
    return rows(
        from,
        to,
        length,
        limit,
        open ->
            "[%d,\"%s\",\"%s\",\"%s\",\"%s\",\"5\",%d,\"55\",3,\"2\",\"22\",\"0\"]"
                .formatted(
                    open * 1000,
                    price(open),
                    price(open) + 2,
                    price(open) - 1,
                    price(open) + 1,
                    (open + length) * 1000 - 1));
  }

  private static String coinbase(String path, Map<String, String> query) {
    if (path.equals("/time")) return "{\"iso\":\"%s\",\"epoch\":%d}".formatted(iso(), now());
    if (path.equals("/products")) {
      return COINBASE.stream()
          .map(id -> id.split("-", -1))
          .map(row ->
              "{\"id\":\"%s-%s\",\"base_currency\":\"%s\",\"quote_currency\":\"%s\",\"status\":\"online\"}"
                  .formatted(row[0], row[1], row[0], row[1]))
          .collect(Collectors.joining(",", "[", "]"));
    }
    String[] parts = path.split("/", -1);
    if (parts.length != 4 || !COINBASE.contains(parts[2]) || !parts[3].equals("candles")) {
      return null;
    }
    return rows(
        Instant.parse(query.get("start")).getEpochSecond(),
        Instant.parse(query.get("end")).getEpochSecond(),
        Long.parseLong(query.get("granularity")),
        MOST,
        open ->
            "[%d,%s,%s,%s,%s,1.5]"
                .formatted(open, price(open) - 1, price(open) + 2, price(open), price(open) + 1));
  }

  private static String kraken(String path, Map<String, String> query) {
    return switch (path) {
      case "/0/public/Time" -> result("\"unixtime\":" + now());
      case "/0/public/AssetPairs" ->
          result(
              KRAKEN.stream()
                  .map(row -> row.split(" ", -1))
                  .map(row ->
                      "\"%s\":{\"altname\":\"%s\",\"wsname\":\"%s\",\"base\":\"X\",\"quote\":\"Z\",\"status\":\"online\"}"
                          .formatted(row[0], row[1], row[2]))
                  .collect(Collectors.joining(",")));
      case "/0/public/OHLC" -> ohlc(query);
      default -> null;
    };
  }

  private static String ohlc(Map<String, String> query) {
    String pair = query.getOrDefault("pair", "");
    List<String> names =
        KRAKEN.stream()
            .map(row -> row.split(" ", -1))
            .filter(row -> Arrays.asList(row).contains(pair))
            .map(row -> row[0])
            .toList();
    if (names.isEmpty()) return "{\"error\":[\"EQuery:Unknown asset pair\"]}";
    long length = Long.parseLong(query.get("interval")) * 60;
    long running = now() / length * length;
    long oldest = running - 719 * length;
    long from = Math.max(oldest, Long.parseLong(query.getOrDefault("since", "0")) + 1);
    String rows =
        rows(
            from,
            running,
            length,
            MOST,
            open ->
                "[%d,\"%s\",\"%s\",\"%s\",\"%s\",\"101.0\",\"1.5\",7]"
                    .formatted(
                        open, price(open), price(open) + 2, price(open) - 1, price(open) + 1));
    return result("\"%s\":%s,\"last\":%d".formatted(names.getFirst(), rows, running - length));
  }

  private static String result(String fields) {
    return "{\"error\":[],\"result\":{" + fields + "}}";
  }

  private static String coinGecko(String path, Map<String, String> query) {
    if (path.startsWith("/coins/") && path.endsWith("/market_chart")) return chart(path);
    return switch (path) {
      case "/simple/price" ->
          Stream.of(query.getOrDefault("ids", "").split(",", -1))
              .filter(PRICES::containsKey)
              .map(id -> "\"%s\":{\"usd\":%s}".formatted(id, PRICES.get(id)))
              .collect(Collectors.joining(",", "{", "}"));
      case "/simple/supported_vs_currencies" -> "[\"usd\",\"eur\"]";
      case "/coins/list" ->
          coins(
              COINS.stream(),
              row ->
                  "{\"id\":\"%s\",\"symbol\":\"%s\",\"name\":\"%s\"}"
                      .formatted(row[0], row[1], "The " + row[0]));
      case "/coins/markets" ->
          coins(
              COINS.stream().filter(row -> row.split(" ", -1).length == 3),
              row -> "{\"id\":\"%s\",\"market_cap_rank\":%s}".formatted(row[0], row[2]));
      default -> null;
    };
  }

  private static String coins(Stream<String> rows, Function<String[], String> text) {
    return rows.map(row -> text.apply(row.split(" ", -1)))
        .collect(Collectors.joining(",", "[", "]"));
  }

  private static String chart(String path) {
    String id = path.split("/", -1)[2];
    if (COINS.stream().noneMatch(row -> row.startsWith(id + " "))) return null;
    long newest = now() / 300 * 300;
    String points =
        LongStream.rangeClosed(0, 5)
            .map(i -> newest - (5 - i) * 300)
            .mapToObj(time -> "[" + time * 1000 + "," + price(time) + "]")
            .collect(Collectors.joining(","));
    return CoinGeckoReplay.body(List.of(points));
  }

  private static String rows(long from, long to, long length, int limit, LongFunction<String> row) {
    long first = Math.ceilDiv(from, length) * length;
    List<String> rows = new ArrayList<>();
    for (long open = first; open <= Math.min(to, now()) && rows.size() < limit; open += length) {
      rows.add(row.apply(open));
    }
    return "[" + String.join(",", rows) + "]";
  }

  private static long price(long time) {
    return 100 + time / 60 % 50;
  }

  private static long seconds(String interval) {
    long count = Long.parseLong(interval.substring(0, interval.length() - 1));
    return switch (interval.charAt(interval.length() - 1)) {
      case 'm' -> count * 60;
      case 'h' -> count * 3600;
      case 'd' -> count * 86_400;
      default -> throw new IllegalArgumentException("no length of " + interval);
    };
  }

  private static long now() {
    return System.currentTimeMillis() / 1000;
  }

  private static String iso() {
    return Instant.now().toString();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
