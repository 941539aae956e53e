package dev.candlewick.provider.coingecko;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.candlewick.market.Interval;
import dev.candlewick.market.PricePoint;
import dev.candlewick.provider.ChartProvider.Chart;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The `prices` of a `market_chart`, row by row as they came.
record MarketChart(List<Row> rows) {
  private static final JsonFactory JSON = new JsonFactory();

  /// The first time beyond any: the year 5138.
  private static final long END_MILLIS = 100_000_000_000_000L;

  /// A row `[time, price]`.
  ///
  /// @param price the number's text; null when the venue has none
  record Row(long millis, @Nullable String price) {}

  /// Reads a whole body.
  ///
  /// @throws dev.candlewick.provider.ProviderException of kind `MALFORMED`, naming the row
  static MarketChart parse(byte[] body) {
    List<Row> rows = new ArrayList<>();
    boolean found = false;
    try (JsonParser json = JSON.createParser(body)) {
      if (json.nextToken() != JsonToken.START_OBJECT) throw wrong("no chart");
      for (String field = json.nextFieldName(); field != null; field = json.nextFieldName()) {
        json.nextToken();
        if (!field.equals("prices")) {
          json.skipChildren();
        } else if (found || !json.isExpectedStartArrayToken()) {
          throw wrong("not one list of prices");
        } else {
          found = true;
          while (json.nextToken() != JsonToken.END_ARRAY) rows.add(row(json, rows.size()));
        }
      }
      if (json.nextToken() != null) throw wrong("more than a chart");
    } catch (IOException e) {
      throw CoinGeckoProvider.malformed(
          "the answer is cut off or no JSON after row " + rows.size(), e);
    }
    if (!found) throw wrong("no list of prices");
    return new MarketChart(List.copyOf(rows));
  }

  private static Row row(JsonParser json, int row) throws IOException {
    if (!json.isExpectedStartArrayToken()) throw wrong(at(row) + ": no time and price");
    if (json.nextToken() != JsonToken.VALUE_NUMBER_INT) throw wrong(at(row) + ": no time");
    long millis = json.getLongValue();
    if (millis < 0 || millis >= END_MILLIS) throw wrong(at(row) + ": no time");
    JsonToken price = json.nextToken();
    boolean number = price != null && price.isNumeric();
    if (!number && price != JsonToken.VALUE_NULL) throw wrong(at(row) + ": no price");
    String text = number ? json.getText() : null;
    if (json.nextToken() != JsonToken.END_ARRAY) throw wrong(at(row) + ": not two fields");
    return new Row(millis, text);
  }

  /// The chart these rows tell. A row without a price is a fact the venue has not, and is left out;
  /// of two rows of one time the later counts. The last row is the price of now unless it lies on
  /// the grid; among points of five minutes, none of which does, it always is.
  ///
  /// Rows that cannot be true are no fault of the line, so they are not asked for again.
  ///
  /// @throws dev.candlewick.provider.ProviderException of kind `MALFORMED`, naming the row
  Chart chart(Interval granularity, Instant answered) {
    List<PricePoint> points = new ArrayList<>();
    @Nullable PricePoint last = null;
    for (int i = 0; i < rows.size(); i++) {
      requireAscending(i);
      last = point(i);
      if (last == null) continue;
      if (!points.isEmpty() && points.getLast().time().equals(last.time())) points.removeLast();
      points.add(last);
    }
    boolean runs = last != null && offGrid(last.time(), granularity);
    if (runs) points.removeLast();
    Instant newest = rows.isEmpty() ? answered : Instant.ofEpochMilli(rows.getLast().millis());
    return new Chart(
        granularity, points, runs ? last : null, newest.isAfter(answered) ? newest : answered);
  }

  private @Nullable PricePoint point(int row) {
    BigDecimal price = PriceText.read(rows.get(row).price(), at(row));
    return price == null
        ? null
        : new PricePoint(Instant.ofEpochMilli(rows.get(row).millis()), price);
  }

  private void requireAscending(int row) {
    if (row == 0 || rows.get(row).millis() >= rows.get(row - 1).millis()) return;
    Instant time = Instant.ofEpochMilli(rows.get(row).millis());
    Instant before = Instant.ofEpochMilli(rows.get(row - 1).millis());
    throw wrong("%s: %s comes after %s".formatted(at(row), time, before));
  }

  private static boolean offGrid(Instant time, Interval granularity) {
    return granularity == Interval.M5 || time.toEpochMilli() % granularity.length().toMillis() != 0;
  }

  private static String at(int row) {
    return "row " + row + " of the prices";
  }

  private static RuntimeException wrong(String message) {
    return CoinGeckoProvider.malformed(message);
  }
}
