package dev.candlewick.provider.binance;

import com.fasterxml.jackson.databind.JsonNode;
import dev.candlewick.market.Symbol;
import dev.candlewick.provider.CandleProvider.Listing;
import dev.candlewick.provider.VenueJson;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Binance's limits and symbols.
///
/// @param weightPerMinute 0 when the response does not contain it
record ExchangeInfo(int weightPerMinute, List<Listing> listings) {
  private static final VenueJson JSON = new VenueJson(BinanceProvider.NAME);

  /// Coins that Binance continues under another ticker, one new for one old, by its announcements;
  /// the listing does not contain this.
  private static final Map<String, String> RENAMED_BASES =
      Map.of("EOS", "A", "FTM", "S", "MATIC", "POL", "NANO", "XNO", "RNDR", "RENDER");

  /// Parses every symbol; one without base or quote cannot be named and is left out.
  static ExchangeInfo parse(byte[] body) {
    JsonNode tree = JSON.tree(body);
    if (!tree.path("symbols").isArray())
      throw BinanceProvider.malformed("the list of symbols is missing");
    List<Listing> listings = new ArrayList<>();
    for (JsonNode entry : tree.path("symbols")) {
      String base = entry.path("baseAsset").asText("");
      String quote = entry.path("quoteAsset").asText("");
      if (base.isEmpty() || quote.isEmpty()) continue;
      String successor = RENAMED_BASES.get(base);
      listings.add(
          new Listing(
              entry.path("symbol").asText(base + quote),
              new Symbol(base, quote),
              Set.of(),
              entry.path("status").asText("").equals("TRADING"),
              successor == null ? null : successor + quote));
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
    return JSON.epoch(JSON.tree(body).path("serverTime"), "the server's time");
  }
}
