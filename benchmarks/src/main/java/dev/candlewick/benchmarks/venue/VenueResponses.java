package dev.candlewick.benchmarks.venue;

import io.vertx.core.http.HttpServerRequest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/// The venue's HTTP responses: `/api/v3/time`, `klines`, `aggTrades`, `exchangeInfo`,
/// `ticker/price`.
final class VenueResponses {
  private static final int PAGE = 1000;
  private static final long NANOS_A_MICRO = 1000;

  private final Walk walk;
  private final List<String> symbols;

  VenueResponses(Walk walk, List<String> symbols) {
    this.walk = walk;
    this.symbols = symbols;
  }

  /// A rejected request, with the venue's response body.
  static final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1;

    Refused(String json) {
      super(json);
    }
  }

  static long millis() {
    return Instant.now().toEpochMilli();
  }

  static String path(HttpServerRequest request) {
    return Objects.requireNonNullElse(request.path(), "/");
  }

  String answer(HttpServerRequest request) {
    return switch (path(request)) {
      case "/api/v3/ping" -> "{}";
      case "/api/v3/time" -> "{\"serverTime\":" + millis() + "}";
      case "/api/v3/klines" -> klines(request);
      case "/api/v3/aggTrades" -> prints(request);
      case "/api/v3/exchangeInfo" -> listing();
      case "/api/v3/ticker/price" -> prices();
      default -> throw new Refused("{\"code\":-1000,\"msg\":\"No such path\"}");
    };
  }

  private String symbol(HttpServerRequest request) {
    String symbol = request.getParam("symbol");
    if (symbol != null && symbols.contains(symbol)) return symbol;
    throw new Refused("{\"code\":-1121,\"msg\":\"Invalid symbol.\"}");
  }

  private static long number(HttpServerRequest request, String name, long otherwise) {
    String text = request.getParam(name);
    return text == null ? otherwise : Long.parseLong(text);
  }

  private static int limit(HttpServerRequest request) {
    return Math.clamp(number(request, "limit", 500), 1, PAGE);
  }

  /// Returns klines, oldest first from a start, else the newest; both bounds are inclusive; the
  /// last may be running.
  private String klines(HttpServerRequest request) {
    String symbol = symbol(request);
    long length =
        Topic.length(Objects.requireNonNullElse(request.getParam("interval"), ""))
            .orElseThrow(() -> new Refused("{\"code\":-1120,\"msg\":\"Invalid interval.\"}"));
    long now = millis();
    long last = Math.min(now, number(request, "endTime", now)) / length;
    long oldest = Math.ceilDiv(walk.listedAt, length);
    long first =
        request.getParam("startTime") == null
            ? last - limit(request) + 1
            : Math.ceilDiv(number(request, "startTime", 0), length);
    return LongStream.rangeClosed(Math.max(first, oldest), last)
        .limit(limit(request))
        .mapToObj(open -> Wire.row(walk.candle(symbol, open * length, length, now)))
        .collect(Collectors.joining(",", "[", "]"));
  }

  /// Returns prints from an id or a time, else the newest.
  private String prints(HttpServerRequest request) {
    String symbol = symbol(request);
    Instant now = Instant.now();
    long micros = now.getEpochSecond() * 1_000_000 + now.getNano() / NANOS_A_MICRO;
    long newest = walk.newestPrint(symbol, micros);
    long first = number(request, "fromId", newest - limit(request) + 1);
    if (request.getParam("startTime") != null) {
      first = walk.newestPrint(symbol, number(request, "startTime", 0) * 1000 - 1) + 1;
    }
    long last = newest;
    if (request.getParam("endTime") != null) {
      last = Math.min(last, walk.newestPrint(symbol, number(request, "endTime", 0) * 1000 + 999));
    }
    return LongStream.rangeClosed(first, last)
        .limit(limit(request))
        .mapToObj(id -> Wire.row(walk.trade(symbol, id)))
        .collect(Collectors.joining(",", "[", "]"));
  }

  private String listing() {
    List<String> entries = new ArrayList<>();
    for (String symbol : symbols) {
      entries.add(
          "{\"symbol\":\""
              + symbol
              + "\",\"status\":\"TRADING\",\"baseAsset\":\""
              + symbol.substring(0, symbol.length() - 4)
              + "\",\"quoteAsset\":\"USDT\"}");
    }
    return "{\"timezone\":\"UTC\",\"serverTime\":"
        + millis()
        + ",\"rateLimits\":[{\"rateLimitType\":\"REQUEST_WEIGHT\",\"interval\":\"MINUTE\","
        + "\"intervalNum\":1,\"limit\":1000000}],\"symbols\":["
        + String.join(",", entries)
        + "]}";
  }

  private String prices() {
    long now = millis();
    return symbols.stream()
        .map(s ->
            "{\"symbol\":\"" + s + "\",\"price\":\"" + walk.price(s, now).toPlainString() + "\"}")
        .collect(Collectors.joining(",", "[", "]"));
  }
}
