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

/// Parses a page of klines into a batch. Decimals go from their text to a column without passing
/// through a `double`.
///
/// A row is `[open time, open, high, low, close, volume, close time, quote volume, trades, taker
/// base volume, taker quote volume, unused]`.
final class CandlesParser {
  private static final JsonFactory JSON = new JsonFactory();

  private final JsonParser json;
  private final CandleBatch.Builder batch;
  private @Nullable Instant open;

  private CandlesParser(JsonParser json, CandleBatch.Builder batch) {
    this.json = json;
    this.batch = batch;
  }

  /// Parses a whole body.
  ///
  /// @throws dev.candlewick.provider.ProviderException of kind `MALFORMED`, naming the row
  static CandleBatch parse(byte[] body, int expected) {
    CandleBatch.Builder batch = new CandleBatch.Builder(expected);
    try (JsonParser json = JSON.createParser(body)) {
      CandlesParser parser = new CandlesParser(json, batch);
      if (json.nextToken() != JsonToken.START_ARRAY)
        throw parser.malformedRow("not a list of candles", null);
      while (json.nextToken() == JsonToken.START_ARRAY) parser.readRow();
      if (json.currentToken() != JsonToken.END_ARRAY)
        throw parser.malformedRow("not a candle", null);
      if (json.nextToken() != null) throw parser.malformedRow("content after the list", null);
      return batch.build();
    } catch (IOException e) {
      throw BinanceProvider.malformed(
          "the response is truncated or not JSON at candle " + batch.size(), e);
    }
  }

  private void readRow() throws IOException {
    open = null;
    long opened = readMicros();
    open = Grid.instant(opened);
    DecimalColumn.Builder[] prices = {
      batch.column(Column.OPEN),
      batch.column(Column.HIGH),
      batch.column(Column.LOW),
      batch.column(Column.CLOSE),
      batch.column(Column.VOLUME)
    };
    for (DecimalColumn.Builder column : prices) readDecimal(column);
    long close = readMicros();
    readDecimal(batch.column(Column.QUOTE_VOLUME));
    long trades = readWholeNumber();
    readDecimal(batch.column(Column.TAKER_BASE_VOLUME));
    readDecimal(batch.column(Column.TAKER_QUOTE_VOLUME));
    if (trades < 0 || trades > Integer.MAX_VALUE) throw malformedRow("not a count of trades", null);
    if (json.nextToken() == JsonToken.END_ARRAY) throw malformedRow("not twelve fields", null);
    json.skipChildren();
    if (json.nextToken() != JsonToken.END_ARRAY) throw malformedRow("not twelve fields", null);
    batch.beginRow(opened, close, (int) trades);
  }

  private long readMicros() throws IOException {
    long stamp = readWholeNumber();
    try {
      return EpochTime.micros(stamp);
    } catch (IllegalArgumentException e) {
      throw malformedRow(String.valueOf(e.getMessage()), e);
    }
  }

  private long readWholeNumber() throws IOException {
    if (json.nextToken() != JsonToken.VALUE_NUMBER_INT)
      throw malformedRow("not a whole number", null);
    return json.getLongValue();
  }

  private void readDecimal(DecimalColumn.Builder column) throws IOException {
    JsonToken token = json.nextToken();
    if (token != JsonToken.VALUE_STRING) throw malformedRow("not a decimal string", null);
    try {
      column.addText(json.getTextCharacters(), json.getTextOffset(), json.getTextLength());
    } catch (NumberFormatException e) {
      throw malformedRow("not a decimal", e);
    }
  }

  private RuntimeException malformedRow(String message, @Nullable Exception cause) {
    String when = open == null ? "" : ", opened " + open;
    String where = "candle " + batch.size() + " of the page" + when + ": " + message;
    return cause == null
        ? BinanceProvider.malformed(where)
        : BinanceProvider.malformed(where, cause);
  }
}
