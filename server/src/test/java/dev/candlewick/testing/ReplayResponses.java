package dev.candlewick.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The responses of Binance to valid and to invalid requests.
final class ReplayResponses {
  private static final String PAGE = "/api/v3/klines";
  private static final String SUFFIX = ".jsonl.gz";
  private static final Set<String> INTERVALS =
      Set.of(
          "1s", "1m", "3m", "5m", "15m", "30m", "1h", "2h", "4h", "6h", "8h", "12h", "1d", "3d",
          "1w", "1M");
  private static final List<String> QUOTES = List.of("USDT", "USDC", "FDUSD", "EUR", "BTC", "ETH");

  /// A source of rows that need not be in memory yet.
  private interface Source {
    RecordedRows rows();
  }

  private final Map<String, Source> sources;
  private final Map<String, RecordedRows> loaded = new ConcurrentHashMap<>();

  private ReplayResponses(Map<String, Source> sources) {
    this.sources = sources;
  }

  static ReplayResponses over(Path dataFolder) {
    Map<String, Source> sources = new HashMap<>();
    try (Stream<Path> files = Files.list(dataFolder.resolve("binance-klines"))) {
      files
          .filter(file -> file.getFileName().toString().endsWith(SUFFIX))
          .forEach(file -> sources.put(series(file), () -> RecordedRows.read(file)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new ReplayResponses(sources);
  }

  static ReplayResponses of(Map<String, List<String>> rawRows) {
    Map<String, Source> sources = new HashMap<>();
    rawRows.forEach((series, rows) -> sources.put(series, () -> RecordedRows.of(rows)));
    return new ReplayResponses(sources);
  }

  /// Returns the series of a file. `1M` is `1mo` in file names, because some file systems do not
  /// distinguish `1M` from `1m`.
  private static String series(Path file) {
    String name = file.getFileName().toString().replace(SUFFIX, "");
    return name.endsWith("-1mo") ? name.replace("-1mo", "-1M") : name;
  }

  static boolean isPage(String path) {
    return path.equals(PAGE);
  }

  static int weight(String path) {
    return switch (path) {
      case PAGE -> 2;
      case "/api/v3/exchangeInfo" -> 20;
      default -> 1;
    };
  }

  Fault.Status of(ReplayRequest request, Instant now) {
    return switch (request.path()) {
      case PAGE -> changed(request, now, rows -> rows);
      case "/api/v3/time" -> ok("{\"serverTime\":" + now.toEpochMilli() + "}");
      case "/api/v3/ping" -> ok("{}");
      case "/api/v3/exchangeInfo" -> ok(exchangeInfo(now));
      default -> new Fault.Status(404, Map.of(), "");
    };
  }

  /// Returns a page with changed rows.
  Fault.Status changed(ReplayRequest request, Instant now, UnaryOperator<List<String>> change) {
    String symbol = request.text("symbol");
    String interval = request.text("interval");
    if (!symbols().contains(symbol)) return refused(-1121, "Invalid symbol.");
    if (!INTERVALS.contains(interval)) return refused(-1120, "Invalid interval.");
    String series = symbol + "-" + interval;
    Source source = sources.get(series);
    if (source == null) return ok("[]");
    RecordedRows rows = loaded.computeIfAbsent(series, _ -> source.rows());
    return ok("[" + String.join(",", change.apply(page(rows, request, now))) + "]");
  }

  /// Returns the rows of a page. No row opens after `now`.
  private static List<String> page(RecordedRows rows, ReplayRequest request, Instant now) {
    int limit = Math.clamp(request.number("limit", 500), 1, 1000);
    long end = Math.min(request.number("endTime", Long.MAX_VALUE), now.toEpochMilli());
    return request.has("startTime")
        ? rows.oldest(request.number("startTime", 0), end, limit)
        : rows.newest(end, limit);
  }

  private Set<String> symbols() {
    return sources.keySet().stream()
        .map(series -> series.substring(0, series.indexOf('-')))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private String exchangeInfo(Instant now) {
    return """
    {"timezone":"UTC","serverTime":%d,"rateLimits":[{"rateLimitType":"REQUEST_WEIGHT",\
    "interval":"MINUTE","intervalNum":1,"limit":6000},{"rateLimitType":"RAW_REQUESTS",\
    "interval":"MINUTE","intervalNum":5,"limit":300000}],"exchangeFilters":[],"symbols":[%s]}\
    """
        .formatted(
            now.toEpochMilli(),
            symbols().stream().map(ReplayResponses::listed).collect(Collectors.joining(",")));
  }

  private static String listed(String symbol) {
    String quote =
        QUOTES.stream()
            .filter(symbol::endsWith)
            .findFirst()
            .orElseThrow(() -> new IllegalArgumentException("no known quote in " + symbol));
    String base = symbol.substring(0, symbol.length() - quote.length());
    return "{\"symbol\":\"%s\",\"status\":\"TRADING\",\"baseAsset\":\"%s\",\"quoteAsset\":\"%s\"}"
        .formatted(symbol, base, quote);
  }

  private static Fault.Status refused(int code, String message) {
    return new Fault.Status(400, Map.of(), "{\"code\":%d,\"msg\":\"%s\"}".formatted(code, message));
  }

  private static Fault.Status ok(String body) {
    return new Fault.Status(200, Map.of(), body);
  }
}
