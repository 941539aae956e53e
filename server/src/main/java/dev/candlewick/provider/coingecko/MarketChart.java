package dev.candlewick.provider.coingecko;

import static java.util.Comparator.naturalOrder;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.candlewick.market.Interval;
import dev.candlewick.market.PricePoint;
import dev.candlewick.provider.ChartProvider.Chart;
import dev.candlewick.provider.EpochTime;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// The `prices` of a `market_chart`, in the order of the response.
record MarketChart(List<Row> rows) {
  private static final JsonFactory JSON = new JsonFactory();

  /// A row `[time, price]`.
  ///
  /// @param price the number's text; null when the venue has none
  record Row(Instant time, @Nullable String price) {}

  /// Parses a whole body.
  ///
  /// @throws dev.candlewick.provider.ProviderException of kind `MALFORMED`, naming the row
  static MarketChart parse(byte[] body) {
    List<Row> rows = new ArrayList<>();
    boolean found = false;
    try (JsonParser json = JSON.createParser(body)) {
      if (json.nextToken() != JsonToken.START_OBJECT) throw malformed("not a chart");
      for (String field = json.nextFieldName(); field != null; field = json.nextFieldName()) {
        json.nextToken();
        if (!field.equals("prices")) {
          json.skipChildren();
        } else if (found || !json.isExpectedStartArrayToken()) {
          throw malformed("not exactly one list of prices");
        } else {
          found = true;
          while (json.nextToken() != JsonToken.END_ARRAY) rows.add(readRow(json, rows.size()));
        }
      }
      if (json.nextToken() != null) throw malformed("content after the chart");
    } catch (IOException e) {
      throw CoinGeckoProvider.malformed(
          "the response is truncated or not JSON after row " + rows.size(), e);
    }
    if (!found) throw malformed("the list of prices is missing");
    return new MarketChart(List.copyOf(rows));
  }

  private static Row readRow(JsonParser json, int row) throws IOException {
    if (!json.isExpectedStartArrayToken())
      throw malformed(rowLabel(row) + ": not a time and a price");
    if (json.nextToken() != JsonToken.VALUE_NUMBER_INT)
      throw malformed(rowLabel(row) + ": not a time");
    Instant time = time(json.getLongValue(), row);
    JsonToken price = json.nextToken();
    boolean number = price != null && price.isNumeric();
    if (!number && price != JsonToken.VALUE_NULL) throw malformed(rowLabel(row) + ": not a price");
    String text = number ? json.getText() : null;
    if (json.nextToken() != JsonToken.END_ARRAY)
      throw malformed(rowLabel(row) + ": not two fields");
    return new Row(time, text);
  }

  private static Instant time(long stamp, int row) {
    try {
      return EpochTime.instant(stamp);
    } catch (IllegalArgumentException e) {
      throw CoinGeckoProvider.malformed(rowLabel(row) + ": " + e.getMessage(), e);
    }
  }

  /// Returns the chart of these rows. Rows out of order are sorted. A row without a price is left
  /// out; equal rows of one time are one point. The last row is the current price if it is off the
  /// grid; among points of five minutes, which are all off the grid, it always is.
  ///
  /// Invalid rows are not a connection error, so they are not requested again.
  ///
  /// @throws dev.candlewick.provider.ProviderException of kind `MALFORMED`, naming the row
  Chart chart(Interval granularity, Instant answered) {
    List<PricePoint> points = new ArrayList<>();
    @Nullable PricePoint last = null;
    for (int row : ascending()) {
      last = point(row);
      if (last == null) continue;
      PricePoint before = points.isEmpty() ? null : points.getLast();
      if (before == null || !before.time().equals(last.time())) points.add(last);
      else requireSame(row, last, before);
    }
    boolean hasRunning = last != null && offGrid(last.time(), granularity);
    if (hasRunning) points.removeLast();
    Instant newest = rows.stream().map(Row::time).max(naturalOrder()).orElse(answered);
    return new Chart(
        granularity,
        points,
        hasRunning ? last : null,
        newest.isAfter(answered) ? newest : answered);
  }

  /// Returns the indices of the rows, oldest first.
  private List<Integer> ascending() {
    return IntStream.range(0, rows.size())
        .boxed()
        .sorted(Comparator.comparing(row -> rows.get(row).time()))
        .toList();
  }

  private @Nullable PricePoint point(int row) {
    BigDecimal price = PriceText.read(rows.get(row).price(), rowLabel(row));
    return price == null ? null : new PricePoint(rows.get(row).time(), price);
  }

  private static void requireSame(int row, PricePoint point, PricePoint before) {
    if (point.price().compareTo(before.price()) == 0) return;
    throw malformed(
        "%s: %s has the price %s, another row of that time has %s"
            .formatted(
                rowLabel(row),
                point.time(),
                point.price().toPlainString(),
                before.price().toPlainString()));
  }

  private static boolean offGrid(Instant time, Interval granularity) {
    return granularity == Interval.M5 || time.toEpochMilli() % granularity.length().toMillis() != 0;
  }

  private static String rowLabel(int row) {
    return "row " + row + " of the prices";
  }

  private static RuntimeException malformed(String message) {
    return CoinGeckoProvider.malformed(message);
  }
}
