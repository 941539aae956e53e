package dev.candlewick.provider.kraken;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.candlewick.provider.EpochTime;
import dev.candlewick.provider.ProviderException.Kind;
import dev.candlewick.provider.client.VenueError;
import java.io.IOException;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Parses Kraken's error responses, `{"error":["EQuery:Unknown asset pair"]}`, which have status
/// 200 (docs.kraken.com, "Errors"). An entry that begins with `W` is a warning in a successful
/// response.
final class KrakenErrors {
  private static final JsonFactory JSON = new JsonFactory();
  private static final Pattern THROTTLED = Pattern.compile("Throttled: ?(\\d{10})\\b.*");

  private KrakenErrors() {}

  /// Returns null when the body is not one of them. Reads no further than necessary, because every
  /// successful response passes through here.
  static @Nullable VenueError read(byte[] body) {
    try (JsonParser json = JSON.createParser(body)) {
      if (json.nextToken() != JsonToken.START_OBJECT) return null;
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        boolean errors = json.currentName().equals("error");
        json.nextToken();
        if (errors) return first(json);
        json.skipChildren();
      }
      return null;
    } catch (IOException e) {
      // A body that is not JSON, such as a firewall's page, adds nothing; the status decides.
      return null;
    }
  }

  private static @Nullable VenueError first(JsonParser json) throws IOException {
    if (json.currentToken() != JsonToken.START_ARRAY) return null;
    while (json.nextToken() == JsonToken.VALUE_STRING) {
      if (json.getText().startsWith("E")) return error(json.getText());
    }
    return null;
  }

  private static VenueError error(String text) {
    String message = text.substring(text.indexOf(':') + 1).strip();
    Matcher throttled = THROTTLED.matcher(message);
    if (throttled.matches()) {
      return rateLimitError(EpochTime.instant(Long.parseLong(throttled.group(1))));
    }
    return switch (message) {
      case "Unknown asset pair", "Unknown asset", "Invalid asset pair" ->
          new VenueError(Kind.UNKNOWN_SYMBOL, "has no such symbol", null);
      case "Too many requests", "Rate limit exceeded", "Temporary lockout" -> rateLimitError(null);
      case "Unavailable", "Busy", "Internal error", "Timeout", "Deadline elapsed" ->
          new VenueError(Kind.UNAVAILABLE, "is overloaded", null);
      default -> new VenueError(Kind.REJECTED, "rejects the request", null);
    };
  }

  private static VenueError rateLimitError(@Nullable Instant until) {
    return new VenueError(Kind.RATE_LIMITED, "has received too many requests", until);
  }
}
