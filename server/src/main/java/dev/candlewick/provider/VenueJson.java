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

/// Reads a venue's JSON. A number keeps the digits it was written with, whether it stands in quotes
/// or not, and never passes through a `double`.
///
/// @param venue in whose name a fault is reported
public record VenueJson(String venue) {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();
  private static final int MOST_DIGITS = 64;

  /// A whole answer.
  ///
  /// @throws ProviderException of kind `MALFORMED`
  public JsonNode tree(byte[] body) {
    try {
      return JSON.readTree(body);
    } catch (IOException e) {
      throw new ProviderException(
          venue, Kind.MALFORMED, "the answer is cut off or no JSON", null, e);
    }
  }

  /// A whole message.
  ///
  /// @throws ProviderException of kind `MALFORMED`
  public JsonNode tree(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new ProviderException(
          venue, Kind.MALFORMED, "the message is cut off or no JSON", null, e);
    }
  }

  /// The same for the body of a refusal, which may be a firewall's page: that says nothing.
  public static JsonNode errorTree(byte[] body) {
    try {
      return JSON.readTree(body);
    } catch (IOException e) {
      // The status decides what a body that is no JSON means.
      return MissingNode.getInstance();
    }
  }

  /// A number within the bounds of `Decimals`.
  ///
  /// @param where what is read, for the message
  public BigDecimal decimal(JsonNode node, String where) {
    try {
      if (node.isNumber()) return Decimals.bounded(node.decimalValue());
      if (node.isTextual()) return Decimals.parse(node.textValue());
    } catch (NumberFormatException e) {
      throw new ProviderException(venue, Kind.MALFORMED, where + ": no decimal", null, e);
    }
    throw malformed(where + ": no decimal");
  }

  /// A price within the bounds of `Decimals`; null where there is none, which some venues write as
  /// 0.
  public static @Nullable QuotedPrice price(JsonNode node) {
    if (node.isMissingNode() || node.isNull()) return null;
    if (node.isTextual() && node.textValue().length() > MOST_DIGITS) return QuotedPrice.TOO_LONG;
    BigDecimal value;
    try {
      if (node.isNumber()) value = node.decimalValue();
      else if (node.isTextual()) value = new BigDecimal(node.textValue());
      else return QuotedPrice.NO_NUMBER;
    } catch (NumberFormatException e) {
      // What is no number is named in the answer, beside the prices that are.
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

  /// A whole number, in quotes or not.
  public long wholeNumber(JsonNode node, String where) {
    try {
      return decimal(node, where).longValueExact();
    } catch (ArithmeticException e) {
      throw new ProviderException(venue, Kind.MALFORMED, where + ": no whole number", null, e);
    }
  }

  /// A number since 1970 in the unit that its magnitude says, to the microsecond.
  public Instant epoch(JsonNode node, String where) {
    BigDecimal stamp = decimal(node, where);
    try {
      return EpochTime.instant(stamp);
    } catch (IllegalArgumentException e) {
      throw new ProviderException(venue, Kind.MALFORMED, where + ": " + e.getMessage(), null, e);
    }
  }

  /// A price or quantity: a number above 0.
  public BigDecimal positive(JsonNode node, String where) {
    BigDecimal value = decimal(node, where);
    if (value.signum() <= 0) throw malformed(where + ": not above 0");
    return value;
  }

  /// A count.
  public int count(JsonNode node, String where) {
    long count = wholeNumber(node, where);
    if (count < 0 || count > Integer.MAX_VALUE) throw malformed(where + ": no count");
    return (int) count;
  }

  /// A whole text.
  public String text(JsonNode node, String where) {
    if (!node.isTextual()) throw malformed(where + ": no text");
    return node.textValue();
  }

  /// A candle that is sound in itself.
  public Candle requireValid(Candle candle) {
    List<Candle.Fault> faults = candle.faults();
    if (faults.isEmpty()) return candle;
    Candle.Fault fault = faults.getFirst();
    throw malformed(
        "candle opened " + candle.openTime() + ": " + fault.field() + " " + fault.message());
  }

  /// A time such as `2024-03-13T11:10:41.270099Z`.
  public Instant time(JsonNode node, String where) {
    try {
      return Instant.parse(node.asText(""));
    } catch (DateTimeException e) {
      throw new ProviderException(venue, Kind.MALFORMED, where + ": no time", null, e);
    }
  }

  /// A list.
  public JsonNode array(JsonNode node, String where) {
    if (!node.isArray()) throw malformed(where + ": no list");
    return node;
  }

  public ProviderException malformed(String message) {
    return new ProviderException(venue, Kind.MALFORMED, message);
  }
}
