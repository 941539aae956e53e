package dev.candlewick.provider.binance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.candlewick.market.Symbol;
import dev.candlewick.provider.CandleProvider.Listing;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// What Binance says of itself: its limits and its symbols.
///
/// @param weightPerMinute 0 when it does not say
record ExchangeInfo(int weightPerMinute, List<Listing> listings) {
  private static final JsonMapper JSON = new JsonMapper();

  static ExchangeInfo parse(byte[] body) {
    JsonNode tree = tree(body);
    if (!tree.path("symbols").isArray()) throw BinanceProvider.malformed("no list of symbols");
    List<Listing> listings = new ArrayList<>();
    for (JsonNode entry : tree.path("symbols")) {
      String base = entry.path("baseAsset").asText("");
      String quote = entry.path("quoteAsset").asText("");
      if (base.isEmpty() || quote.isEmpty())
        throw BinanceProvider.malformed("a symbol without base or quote");
      listings.add(
          new Listing(
              entry.path("symbol").asText(base + quote),
              new Symbol(base, quote),
              entry.path("status").asText("").equals("TRADING")));
    }
    return new ExchangeInfo(weightPerMinute(tree), List.copyOf(listings));
  }

  private static int weightPerMinute(JsonNode tree) {
    for (JsonNode limit : tree.path("rateLimits")) {
      boolean perMinute =
          limit.path("rateLimitType").asText("").equals("REQUEST_WEIGHT")
              && limit.path("interval").asText("").equals("MINUTE")
              && limit.path("intervalNum").asInt(1) == 1;
      if (perMinute) return limit.path("limit").asInt(0);
    }
    return 0;
  }

  static Instant parseTime(byte[] body) {
    JsonNode time = tree(body).path("serverTime");
    if (!time.isIntegralNumber()) throw BinanceProvider.malformed("no server time");
    return Instant.ofEpochMilli(time.longValue());
  }

  private static JsonNode tree(byte[] body) {
    try {
      JsonNode tree = JSON.readTree(body);
      if (tree == null) throw BinanceProvider.malformed("an empty answer");
      return tree;
    } catch (IOException e) {
      throw BinanceProvider.malformed("the answer is cut off or no JSON", e);
    }
  }
}
