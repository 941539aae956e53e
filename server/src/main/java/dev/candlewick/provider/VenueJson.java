package dev.candlewick.provider;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.candlewick.market.Candle;
import dev.candlewick.market.Decimals;
import dev.candlewick.provider.ProviderException.Kind;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads a venue's JSON. A number keeps the digits it was written with, quoted or not, and never
/// passes through a `double`.
///
/// @param venue the venue that errors name
public record VenueJson(String venue) {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();
  private static final int MOST_DIGITS = 64;

  /// Parses a whole response.
  ///
  /// @throws ProviderException of kind `MALFORMED`
  public JsonNode tree(byte[] body) {
    try {
      return JSON.readTree(body);
    } catch (IOException e) {
      throw new ProviderException(
          venue, Kind.MALFORMED, "the response is truncated or not JSON", null, e);
    }
  }

  /// Parses a whole message.
  ///
  /// @throws ProviderException of kind `MALFORMED`
  public JsonNode tree(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new ProviderException(
          venue, Kind.MALFORMED, "the message is truncated or not JSON", null, e);
    }
  }

  /// Parses the body of an error response; a missing node when it is not JSON, such as a firewall's
  /// page.
  public static JsonNode errorTree(byte[] body) {
    try {
      return JSON.readTree(body);
    } catch (IOException e) {
      // The HTTP status decides what a body that is not JSON means.
      return MissingNode.getInstance();
    }
  }

  /// Returns a number within the bounds of `Decimals`.
  ///
  /// @param where the item, for the message
  public BigDecimal decimal(JsonNode node, String where) {
    try {
      if (node.isNumber()) return Decimals.bounded(node.decimalValue());
      if (node.isTextual()) return Decimals.parse(node.textValue());
    } catch (NumberFormatException e) {
      throw new ProviderException(venue, Kind.MALFORMED, where + ": not a decimal", null, e);
    }
    throw malformed(where + ": not a decimal");
  }

  /// Returns a price within the bounds of `Decimals`; null where there is none, which some venues
  /// write as 0.
  public static @Nullable QuotedPrice price(JsonNode node) {
    if (node.isMissingNode() || node.isNull()) return null;
    if (node.isTextual() && node.textValue().length() > MOST_DIGITS) return QuotedPrice.TOO_LONG;
    BigDecimal value;
    try {
      if (node.isNumber()) value = node.decimalValue();
      else if (node.isTextual()) value = new BigDecimal(node.textValue());
      else return QuotedPrice.NO_NUMBER;
    } catch (NumberFormatException e) {
      // An invalid price is reported beside the valid ones.
      return QuotedPrice.NO_NUMBER;
    }
    if (value.signum() <= 0) return value.signum() == 0 ? null : QuotedPrice.BELOW_ZERO;
    return bounded(value);
  }

  private static QuotedPrice bounded(BigDecimal value) {
    try {
      return new QuotedPrice.Valid(Decimals.bounded(value));
    } catch (NumberFormatException e) {
      // As above.
      return QuotedPrice.TOO_LONG;
    }
  }

  /// Returns a whole number, quoted or not.
  public long wholeNumber(JsonNode node, String where) {
    try {
      return decimal(node, where).longValueExact();
    } catch (ArithmeticException e) {
      throw new ProviderException(venue, Kind.MALFORMED, where + ": not a whole number", null, e);
    }
  }

  /// Returns the instant of a number since 1970, to the microsecond; its magnitude decides the
  /// unit.
  public Instant epoch(JsonNode node, String where) {
    BigDecimal stamp = decimal(node, where);
    try {
      return EpochTime.instant(stamp);
    } catch (IllegalArgumentException e) {
      throw new ProviderException(venue, Kind.MALFORMED, where + ": " + e.getMessage(), null, e);
    }
  }

  /// Returns a price or quantity: a number above 0.
  public BigDecimal positive(JsonNode node, String where) {
    BigDecimal value = decimal(node, where);
    if (value.signum() <= 0) throw malformed(where + ": not above 0");
    return value;
  }

  /// Returns a count, from 0 to `Integer.MAX_VALUE`.
  public int count(JsonNode node, String where) {
    long count = wholeNumber(node, where);
    if (count < 0 || count > Integer.MAX_VALUE) throw malformed(where + ": not a count");
    return (int) count;
  }

  /// Returns a string.
  public String text(JsonNode node, String where) {
    if (!node.isTextual()) throw malformed(where + ": not a string");
    return node.textValue();
  }

  /// Returns the candle if it is valid in itself.
  public Candle requireValid(Candle candle) {
    List<Candle.Fault> faults = candle.faults();
    if (faults.isEmpty()) return candle;
    Candle.Fault fault = faults.getFirst();
    throw malformed(
        "candle opened " + candle.openTime() + ": " + fault.field() + " " + fault.message());
  }

  /// Parses a time such as `2024-03-13T11:10:41.270099Z`.
  public Instant time(JsonNode node, String where) {
    try {
      return Instant.parse(node.asText(""));
    } catch (DateTimeException e) {
      throw new ProviderException(venue, Kind.MALFORMED, where + ": not a time", null, e);
    }
  }

  /// Returns the node if it is an array.
  public JsonNode array(JsonNode node, String where) {
    if (!node.isArray()) throw malformed(where + ": not a list");
    return node;
  }

  public ProviderException malformed(String message) {
    return new ProviderException(venue, Kind.MALFORMED, message);
  }
}
