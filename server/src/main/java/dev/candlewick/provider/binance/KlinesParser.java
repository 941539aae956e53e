package dev.candlewick.provider.binance;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.candlewick.market.CandleBatch;
import dev.candlewick.market.CandleBatch.Column;
import dev.candlewick.market.DecimalColumn;
import dev.candlewick.market.Grid;
import dev.candlewick.provider.EpochTime;
import java.io.IOException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A page of klines into a batch: decimals go from their text to a column without a `double` on the
/// way.
///
/// A row is `[open time, open, high, low, close, volume, close time, quote volume, trades, taker
/// base volume, taker quote volume, unused]`.
final class KlinesParser {
  private static final JsonFactory JSON = new JsonFactory();

  private final JsonParser json;
  private final CandleBatch.Builder batch;
  private @Nullable Instant open;

  private KlinesParser(JsonParser json, CandleBatch.Builder batch) {
    this.json = json;
    this.batch = batch;
  }

  /// Reads a whole body.
  ///
  /// @throws dev.candlewick.provider.ProviderException of kind `MALFORMED`, naming the row
  static CandleBatch parse(byte[] body, int expected) {
    CandleBatch.Builder batch = new CandleBatch.Builder(expected);
    try (JsonParser json = JSON.createParser(body)) {
      KlinesParser parser = new KlinesParser(json, batch);
      if (json.nextToken() != JsonToken.START_ARRAY) throw parser.wrong("no list of candles", null);
      while (json.nextToken() == JsonToken.START_ARRAY) parser.row();
      if (json.currentToken() != JsonToken.END_ARRAY) throw parser.wrong("no candle", null);
      if (json.nextToken() != null) throw parser.wrong("more than a list", null);
      return batch.build();
    } catch (IOException e) {
      throw BinanceProvider.malformed(
          "the answer is cut off or no JSON at candle " + batch.size(), e);
    }
  }

  private void row() throws IOException {
    open = null;
    long opened = micros();
    open = Grid.instant(opened);
    DecimalColumn.Builder[] prices = {
      batch.column(Column.OPEN),
      batch.column(Column.HIGH),
      batch.column(Column.LOW),
      batch.column(Column.CLOSE),
      batch.column(Column.VOLUME)
    };
    for (DecimalColumn.Builder column : prices) decimal(column);
    long close = micros();
    decimal(batch.column(Column.QUOTE_VOLUME));
    long trades = whole();
    decimal(batch.column(Column.TAKER_BASE_VOLUME));
    decimal(batch.column(Column.TAKER_QUOTE_VOLUME));
    if (trades < 0 || trades > Integer.MAX_VALUE) throw wrong("no count of trades", null);
    if (json.nextToken() == JsonToken.END_ARRAY) throw wrong("not twelve fields", null);
    json.skipChildren();
    if (json.nextToken() != JsonToken.END_ARRAY) throw wrong("not twelve fields", null);
    batch.row(opened, close, (int) trades);
  }

  private long micros() throws IOException {
    long stamp = whole();
    try {
      return EpochTime.micros(stamp);
    } catch (IllegalArgumentException e) {
      throw wrong(String.valueOf(e.getMessage()), e);
    }
  }

  private long whole() throws IOException {
    if (json.nextToken() != JsonToken.VALUE_NUMBER_INT) throw wrong("no whole number", null);
    return json.getLongValue();
  }

  private void decimal(DecimalColumn.Builder column) throws IOException {
    JsonToken token = json.nextToken();
    if (token != JsonToken.VALUE_STRING) throw wrong("no text of a decimal", null);
    try {
      column.addText(json.getTextCharacters(), json.getTextOffset(), json.getTextLength());
    } catch (NumberFormatException e) {
      throw wrong("no decimal", e);
    }
  }

  private RuntimeException wrong(String message, @Nullable Exception cause) {
    String when = open == null ? "" : ", opened " + open;
    String where = "candle " + batch.size() + " of the page" + when + ": " + message;
    return cause == null
        ? BinanceProvider.malformed(where)
        : BinanceProvider.malformed(where, cause);
  }
}
