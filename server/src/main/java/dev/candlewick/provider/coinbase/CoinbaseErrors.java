package dev.candlewick.provider.coinbase;

import dev.candlewick.provider.ProviderException.Kind;
import dev.candlewick.provider.VenueJson;
import dev.candlewick.provider.client.VenueError;
import org.jspecify.annotations.Nullable;

/// Parses Coinbase Exchange's error responses, `{"message":"NotFound"}` (docs.cdp.coinbase.com,
/// "Errors").
final class CoinbaseErrors {
  private CoinbaseErrors() {}

  /// Returns null when the body adds nothing to the status.
  static @Nullable VenueError read(byte[] body) {
    String message = VenueJson.errorTree(body).path("message").asText("");
    if (message.equals("NotFound") || message.equals("Product not found")) {
      return new VenueError(Kind.UNKNOWN_SYMBOL, "has no such symbol", null);
    }
    if (message.contains("rate limit exceeded")) {
      return new VenueError(Kind.RATE_LIMITED, "has received too many requests", null);
    }
    if (message.contains("Count of aggregations requested exceeds")) {
      return new VenueError(
          Kind.RANGE_LIMIT, "does not send so many candles in one response", null);
    }
    return null;
  }
}
