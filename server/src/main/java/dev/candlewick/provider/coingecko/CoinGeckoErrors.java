package dev.candlewick.provider.coingecko;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.candlewick.provider.ProviderException.Kind;
import dev.candlewick.provider.client.VenueError;
import java.io.IOException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Parses CoinGecko's error responses (docs.coingecko.com, "Common errors & rate limit"): a code in
/// `{"status":{"error_code":429}}` or `{"error":{"status":{"error_code":10012}}}`, or a text in
/// `{"error":"coin not found"}`.
final class CoinGeckoErrors {
  private static final JsonMapper JSON = new JsonMapper();

  private CoinGeckoErrors() {}

  /// Returns null when the body is not one of them, such as a page of the network in front of the
  /// venue.
  static @Nullable VenueError read(byte[] body) {
    JsonNode tree;
    try {
      tree = JSON.readTree(body);
    } catch (IOException e) {
      // A body that is not JSON adds nothing; the status decides.
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

  /// Returns null for a code that adds nothing to the status.
  private static @Nullable VenueError error(int code) {
    return switch (code) {
      case 429 -> error(Kind.RATE_LIMITED, "has received too many requests");
      case 1020 -> error(Kind.BLOCKED, "does not serve this client or location");
      case 10002 -> error(Kind.REJECTED, "requires a key: set COINGECKO_API_KEY");
      case 10005 -> error(Kind.RANGE_LIMIT, "the plan does not include this request");
      case 10010 ->
          error(
              Kind.REJECTED,
              "COINGECKO_API_KEY is a Pro key, and CRYPTO_API_BASE_URL is not the Pro address");
      case 10011 ->
          error(
              Kind.REJECTED,
              "COINGECKO_API_KEY is a Demo key, and CRYPTO_API_BASE_URL is the Pro address");
      case 10012 -> error(Kind.RANGE_LIMIT, "the plan reaches back 365 days; request fewer days");
      default -> null;
    };
  }

  private static VenueError error(Kind kind, String message) {
    return new VenueError(kind, message, null);
  }
}
