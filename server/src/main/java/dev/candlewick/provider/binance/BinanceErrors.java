package dev.candlewick.provider.binance;

import com.fasterxml.jackson.databind.JsonNode;
import dev.candlewick.provider.EpochTime;
import dev.candlewick.provider.ProviderException.Kind;
import dev.candlewick.provider.VenueJson;
import dev.candlewick.provider.client.VenueError;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Parses Binance's error responses, `{"code":-1121,"msg":"…"}` (binance-spot-api-docs,
/// `errors.md`).
final class BinanceErrors {
  private static final Pattern BANNED = Pattern.compile("banned until (\\d{13,16})");

  private BinanceErrors() {}

  /// Returns null when the body is not one of them.
  static @Nullable VenueError read(byte[] body) {
    JsonNode tree = VenueJson.errorTree(body);
    if (!tree.path("code").isInt()) return null;
    return error(tree.path("code").intValue(), tree.path("msg").asText(""));
  }

  private static VenueError error(int code, String message) {
    return switch (code) {
      case -1121 -> new VenueError(Kind.UNKNOWN_SYMBOL, "has no such symbol", null);
      case -1120 -> new VenueError(Kind.REJECTED, "has no such interval", null);
      case -1003 -> rateLimitError(message);
      case -1007 -> new VenueError(Kind.TIMEOUT, "timed out internally", null);
      case -1008, -1001, -1000 -> new VenueError(Kind.UNAVAILABLE, "is overloaded", null);
      default -> new VenueError(Kind.REJECTED, "rejects the request (code " + code + ")", null);
    };
  }

  private static VenueError rateLimitError(String message) {
    Matcher banned = BANNED.matcher(message);
    return banned.find()
        ? new VenueError(
            Kind.BANNED,
            "has banned this address",
            EpochTime.instant(Long.parseLong(banned.group(1))))
        : new VenueError(Kind.RATE_LIMITED, "has received too many requests", null);
  }
}
