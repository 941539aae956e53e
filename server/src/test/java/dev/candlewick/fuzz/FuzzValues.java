package dev.candlewick.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/// Texts for parameters and fields: of the right kind by their name, at the limits of that kind,
/// and of no kind at all.
final class FuzzValues {
  private static final int MOST_IDS = 50;
  private static final List<String> TIMES =
      List.of(
          "2025-01-01",
          "2025-01-01T12:30:00Z",
          "2025-01-01 12:30:00.5",
          "1735689600",
          "1735689600000",
          "0",
          "1",
          "0001-01-01",
          "0000-01-01",
          "-0001-01-01",
          "9999-12-31",
          "10000-01-01",
          "9999-12-31T23:59:59.999999Z",
          "9999-12-31T23:59:59.999999999-18:00",
          "0001-01-01T00:00:00+18:00",
          "+999999999-12-31T23:59:59Z",
          "-999999999-01-01T00:00:00Z",
          "1970-01-01",
          "1969-12-31T23:59:59.999Z",
          "2024-02-30",
          "2262-04-12",
          "1677-09-21",
          "253402300799",
          "99999999999999",
          "999999999999999",
          "99999999999",
          "100000000000",
          "294277-01-01",
          "2025-01-01T24:00:00Z",
          "2025-01-01T12:00:00+19:00",
          "now");
  private static final List<String> NUMBERS =
      List.of(
          "1",
          "2",
          "10",
          "30",
          "100",
          "365",
          "0",
          "-1",
          "00",
          "+5",
          " 5 ",
          "1.5",
          "1e3",
          "1e400",
          "2147483647",
          "2147483648",
          "-2147483649",
          "9223372036854775807",
          "9223372036854775808",
          "99999999999999999999999999",
          "1e-2147483648",
          "1E+2147483647",
          "0.000000000000000001",
          "0.0000000000000000001",
          "99999999999999999999.999999999999999999",
          "NaN",
          "Infinity",
          "-0",
          "-0.0",
          "0x10",
          "\u0663",
          "1_000",
          "1,5",
          "1e308",
          "1e-320",
          "1e18",
          "-1e18");
  private static final List<String> SYMBOLS =
      List.of(
          "BTCUSDT",
          "BTC",
          "ETH/USDT",
          "eth",
          "bitcoin",
          "id:bitcoin",
          "BTC-PLN",
          "W",
          "NOSUCHUSDT",
          "BTC/",
          "/USDT",
          "USDT",
          "id:",
          "\u0411\u0422\u0426",
          "BTC USDT",
          "btcusdt.p");
  private static final Map<String, List<String>> WORDS =
      Map.ofEntries(
          Map.entry(
              "interval", List.of("1m", "15m", "1h", "1d", "3d", "1w", "1M", "1s", "2m", "15M")),
          Map.entry(
              "provider",
              List.of("simulated", "stored", "auto", "binance", "kraken", "coinbase", "coingecko")),
          Map.entry("frequency", List.of("daily", "weekly", "monthly", "yearly", "hourly")),
          Map.entry("format", List.of("png", "svg", "pdf")),
          Map.entry("theme", List.of("light", "dark", "pink")),
          Map.entry("order", List.of("asc", "desc", "up")),
          Map.entry("status", List.of("OPEN", "CLOSED", "open", "void")),
          Map.entry("trade_type", List.of("BUY", "SELL", "buy", "HOLD")),
          Map.entry("currency", List.of("usd", "eur", "pln", "USDT", "xxx")),
          Map.entry("page", List.of("1", "2", "last", "0")));
  private static final List<String> HOSTILE =
      List.of(
          "",
          " ",
          "\u0000",
          "\n",
          "\u001b[31m",
          "a\u0000b",
          "null",
          "true",
          "[]",
          "{}",
          "%",
          "%25",
          "%2542TC",
          "..",
          "../../etc/passwd",
          "a/b",
          "a;b=c",
          "a|b",
          "a\\b",
          "\"",
          "'",
          "' OR 1=1 --",
          "<script>",
          "\ud83d\ude00",
          "\u202eabc",
          "e\u0301",
          "\u00a0",
          "\uffff",
          "\u2028",
          "*",
          "$(x)",
          "{0}",
          "${x}",
          "%s%n",
          "a".repeat(300),
          "9".repeat(400),
          "\u00e9".repeat(2000));

  private final RandomGenerator random;
  private final List<String> ids = new ArrayList<>(List.of("1"));

  FuzzValues(RandomGenerator random) {
    this.random = random;
  }

  /// Records an id that the server has issued, which later requests may name.
  void remember(String id) {
    if (ids.size() >= MOST_IDS) ids.remove(random.nextInt(MOST_IDS));
    ids.add(id);
  }

  <T> T one(List<T> all) {
    return all.get(random.nextInt(all.size()));
  }

  boolean chance(int percent) {
    return random.nextInt(100) < percent;
  }

  int below(int bound) {
    return random.nextInt(bound);
  }

  /// Returns a text for a name; sometimes one that does not fit it.
  String text(String name, String type) {
    if (chance(12)) return one(HOSTILE);
    if (chance(6)) return one(List.of(one(TIMES), one(NUMBERS), one(SYMBOLS)));
    return fitting(name, type);
  }

  private String fitting(String name, String type) {
    List<String> words = WORDS.get(name);
    if (words != null) return one(words);
    if (name.matches("id|.*_id|cursor")) {
      return chance(75) ? one(ids) : one(NUMBERS);
    }
    if (name.matches(".*(symbol|ticker|asset).*")) return one(SYMBOLS);
    if (name.matches(".*(from|to|start|end|time|date|since|until|timestamp).*")) return one(TIMES);
    return isNumber(name, type) ? one(NUMBERS) : one(List.of(one(SYMBOLS), one(NUMBERS), "abc"));
  }

  private static boolean isNumber(String name, String type) {
    return type.equals("integer")
        || type.equals("number")
        || name.matches(".*(limit|offset|page|days|size|window|width|height|base|price|qty).*")
        || name.matches("quantity|open|high|low|close|volume|trades|before|after|max_.*");
  }

  /// Returns a JSON value for a field, which may be of the wrong type.
  String json(String name) {
    return switch (below(10)) {
      case 0 -> one(List.of("null", "true", "[]", "{}", "[[]]", "{\"a\":1}", "[null]", "[1,2]"));
      case 1, 2, 3 -> bare(one(NUMBERS));
      case 4 -> one(List.of("1e-2147483648", "1e2147483648", "-1e99999999999", "1.0e-2147483647"));
      default -> FuzzJson.quoted(text(name, "string"));
    };
  }

  private static String bare(String number) {
    return FuzzJson.read(number).isNumber() ? number : FuzzJson.quoted(number);
  }
}
