package dev.candlewick.provider.coingecko;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/// The answer of `simple/price`: `{"bitcoin":{"usd":67187.3358936566}}`.
final class SimplePrices {
  private static final JsonFactory JSON = new JsonFactory();

  private SimplePrices() {}

  /// The text of the price by the coin's id; a coin without one is absent.
  static Map<String, String> parse(byte[] body, String currency) {
    Map<String, String> texts = new HashMap<>();
    try (JsonParser json = JSON.createParser(body)) {
      if (json.nextToken() != JsonToken.START_OBJECT) throw wrong("no list of prices");
      for (String id = json.nextFieldName(); id != null; id = json.nextFieldName()) {
        if (json.nextToken() != JsonToken.START_OBJECT) throw wrong("a coin without prices");
        coin(json, id, currency, texts);
      }
      if (json.nextToken() != null) throw wrong("more than a list of prices");
    } catch (IOException e) {
      throw CoinGeckoProvider.malformed("the answer is cut off or no JSON", e);
    }
    return texts;
  }

  private static void coin(JsonParser json, String id, String currency, Map<String, String> texts)
      throws IOException {
    for (String field = json.nextFieldName(); field != null; field = json.nextFieldName()) {
      JsonToken value = json.nextToken();
      if (!field.equals(currency)) {
        json.skipChildren();
      } else if (value.isNumeric()) {
        texts.put(id, json.getText());
      } else if (value != JsonToken.VALUE_NULL) {
        throw wrong("a price that is no number");
      }
    }
  }

  private static RuntimeException wrong(String message) {
    return CoinGeckoProvider.malformed(message);
  }
}
