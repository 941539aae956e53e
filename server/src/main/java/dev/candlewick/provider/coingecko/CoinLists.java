package dev.candlewick.provider.coingecko;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.candlewick.market.Instrument;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Parses CoinGecko's lists of coins and currencies.
final class CoinLists {
  private static final JsonMapper JSON = new JsonMapper();

  private CoinLists() {}

  /// Parses the response of `coins/list`. A row without an id or a symbol names nothing and is left
  /// out: the real list has some.
  static List<Instrument> instruments(byte[] body) {
    Map<String, Instrument> byId = new LinkedHashMap<>();
    for (JsonNode row : list(body)) {
      String id = text(row.path("id"));
      String ticker = text(row.path("symbol")).toUpperCase(Locale.ROOT);
      String name = text(row.path("name"));
      if (id.isEmpty() || ticker.isEmpty()) continue;
      byId.putIfAbsent(id, new Instrument(id, ticker, name.isEmpty() ? id : name));
    }
    return List.copyOf(byId.values());
  }

  /// Returns the ranks by id in a response of `coins/markets`; a coin without one is absent.
  static Map<String, Integer> ranks(byte[] body) {
    Map<String, Integer> ranks = new LinkedHashMap<>();
    for (JsonNode row : list(body)) {
      JsonNode rank = row.path("market_cap_rank");
      if (rank.canConvertToInt() && rank.intValue() > 0) {
        ranks.put(text(row.path("id")), rank.intValue());
      }
    }
    return ranks;
  }

  /// Parses the response of `simple/supported_vs_currencies`.
  static List<String> currencies(byte[] body) {
    List<String> currencies = new ArrayList<>();
    for (JsonNode row : list(body)) {
      String currency = text(row).toLowerCase(Locale.ROOT);
      if (!currency.isEmpty()) currencies.add(currency);
    }
    return List.copyOf(currencies);
  }

  private static String text(JsonNode node) {
    return node.isTextual() ? node.textValue().strip() : "";
  }

  private static JsonNode list(byte[] body) {
    try {
      JsonNode tree = JSON.readTree(body);
      if (tree == null || !tree.isArray()) throw CoinGeckoProvider.malformed("not a list");
      return tree;
    } catch (IOException e) {
      throw CoinGeckoProvider.malformed("the response is truncated or not JSON", e);
    }
  }
}
