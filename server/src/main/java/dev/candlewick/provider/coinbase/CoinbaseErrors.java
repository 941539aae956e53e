package dev.candlewick.provider.coinbase;

import dev.candlewick.provider.ProviderException.Kind;
import dev.candlewick.provider.VenueJson;
import dev.candlewick.provider.client.VenueError;
import org.jspecify.annotations.Nullable;

/// Coinbase Exchange's refusals, `{"message":"NotFound"}` (docs.cdp.coinbase.com, "Errors").
final class CoinbaseErrors {
  private CoinbaseErrors() {}

  /// Null when the body is none that says more than its status.
  static @Nullable VenueError read(byte[] body) {
    String message = VenueJson.errorTree(body).path("message").asText("");
    if (message.equals("NotFound") || message.equals("Product not found")) {
      return new VenueError(Kind.UNKNOWN_SYMBOL, "has no such symbol", null);
    }
    if (message.contains("rate limit exceeded")) {
      return new VenueError(Kind.RATE_LIMITED, "has had too many requests", null);
    }
    if (message.contains("Count of aggregations requested exceeds")) {
      return new VenueError(Kind.RANGE_LIMIT, "does not give so many candles at once", null);
    }
    return null;
  }
}
