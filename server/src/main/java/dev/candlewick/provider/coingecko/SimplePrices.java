package dev.candlewick.provider.coingecko;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import dev.candlewick.provider.QuotedPrice;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Parses the response of `simple/price`: `{"bitcoin":{"usd":67187.3358936566}}`.
final class SimplePrices {
  /// Tolerates values that are not JSON numbers or too long for one, so that an invalid price
  /// affects only its own coin.
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
          .streamReadConstraints(
              StreamReadConstraints.builder().maxNumberLength(Integer.MAX_VALUE).build())
          .build();

  private SimplePrices() {}

  /// Returns the prices by the coin's id; a coin without one is absent.
  static Map<String, QuotedPrice> parse(byte[] body, String currency) {
    Map<String, QuotedPrice> prices = new HashMap<>();
    try (JsonParser json = JSON.createParser(body)) {
      if (json.nextToken() != JsonToken.START_OBJECT) throw malformed("not a list of prices");
      for (String id = json.nextFieldName(); id != null; id = json.nextFieldName()) {
        QuotedPrice price = readCoin(json, currency);
        if (price != null) prices.put(id, price);
      }
      if (json.nextToken() != null) throw malformed("content after the list of prices");
    } catch (IOException e) {
      throw CoinGeckoProvider.malformed("the response is truncated or not JSON", e);
    }
    return prices;
  }

  private static @Nullable QuotedPrice readCoin(JsonParser json, String currency)
      throws IOException {
    if (json.nextToken() != JsonToken.START_OBJECT) {
      json.skipChildren();
      return QuotedPrice.NO_NUMBER;
    }
    QuotedPrice price = null;
    for (String field = json.nextFieldName(); field != null; field = json.nextFieldName()) {
      JsonToken value = json.nextToken();
      if (field.equals(currency)) price = readPrice(json, value);
      json.skipChildren();
    }
    return price;
  }

  private static @Nullable QuotedPrice readPrice(JsonParser json, JsonToken value)
      throws IOException {
    if (value == JsonToken.VALUE_NULL) return null;
    return value.isNumeric() ? PriceText.quoted(json.getText()) : QuotedPrice.NO_NUMBER;
  }

  private static RuntimeException malformed(String message) {
    return CoinGeckoProvider.malformed(message);
  }
}
