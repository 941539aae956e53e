package dev.candlewick.provider.coingecko;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.candlewick.provider.ProviderException.Kind;
import dev.candlewick.provider.client.VenueError;
import java.io.IOException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// CoinGecko's refusals (docs.coingecko.com, "Common errors & rate limit"): a code in
/// `{"status":{"error_code":429}}` or `{"error":{"status":{"error_code":10012}}}`, or a text in
/// `{"error":"coin not found"}`.
final class CoinGeckoErrors {
  private static final JsonMapper JSON = new JsonMapper();

  private CoinGeckoErrors() {}

  /// Null when the body is none, such as the page of the network in front of it.
  static @Nullable VenueError read(byte[] body) {
    JsonNode tree;
    try {
      tree = JSON.readTree(body);
    } catch (IOException e) {
      // A body that is no JSON says nothing; the status decides.
      return null;
    }
    if (tree == null) return null;
    JsonNode error = tree.path("error");
    return error.isTextual()
        ? fromText(error.textValue().toLowerCase(Locale.ROOT))
        : fromCode(tree);
  }

  private static @Nullable VenueError fromText(String text) {
    if (text.contains("vs_currency")) {
      return error(Kind.UNKNOWN_QUOTE, "has no prices in this currency");
    }
    return text.contains("coin not found") || text.contains("could not find coin")
        ? error(Kind.UNKNOWN_SYMBOL, "has no such coin")
        : null;
  }

  private static @Nullable VenueError fromCode(JsonNode tree) {
    for (JsonNode place : new JsonNode[] {tree.at("/error/status"), tree.path("status"), tree}) {
      if (place.path("error_code").isInt()) return error(place.path("error_code").intValue());
    }
    return null;
  }

  /// Null for a code that says no more than the status.
  private static @Nullable VenueError error(int code) {
    return switch (code) {
      case 429 -> error(Kind.RATE_LIMITED, "has had too many requests");
      case 1020 -> error(Kind.BLOCKED, "refuses to serve us from here");
      case 10002 -> error(Kind.REJECTED, "asks for a key: set COINGECKO_API_KEY");
      case 10005 -> error(Kind.RANGE_LIMIT, "the plan does not include this question");
      case 10010 ->
          error(
              Kind.REJECTED,
              "COINGECKO_API_KEY is a Pro key, and CRYPTO_API_BASE_URL is not the Pro address");
      case 10011 ->
          error(
              Kind.REJECTED,
              "COINGECKO_API_KEY is a Demo key, and CRYPTO_API_BASE_URL is the Pro address");
      case 10012 -> error(Kind.RANGE_LIMIT, "the plan reaches back 365 days; ask for fewer days");
      default -> null;
    };
  }

  private static VenueError error(Kind kind, String message) {
    return new VenueError(kind, message, null);
  }
}
