package dev.candlewick.api.chart;

import dev.candlewick.analytics.Frame;
import dev.candlewick.analytics.Statistics;
import dev.candlewick.api.http.ApiException;
import dev.candlewick.api.http.JsonBytes;
import dev.candlewick.charts.MarketChart;
import dev.candlewick.series.PriceSeries;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;

/// Writes the responses of document 000 as JSON; `ChartViews` describes them.
final class ChartJson {
  /// Most rows of a response; several responses must fit into memory.
  static final int MAX_ROWS = 200_000;

  private static final int BYTES_PER_NUMBER = 20;
  private static final String WEEK_NUMBER = "week_number";

  private ChartJson() {}

  static byte[] points(String symbol, String currency, MarketChart chart, PriceSeries prices) {
    checkRows(prices.size());
    JsonBytes json = new JsonBytes(300 + prices.size() * 3 * BYTES_PER_NUMBER);
    json.raw('{').name("symbol").text(symbol);
    json.name("currency").text(currency.toLowerCase(Locale.ROOT));
    writeSource(json, chart);
    json.name("points").raw('[');
    for (int i = 0; i < prices.size(); i++) {
      if (i > 0) json.raw(',');
      json.raw("{\"timestamp\":").naiveTime(prices.timeMicros()[i]);
      json.raw(",\"price\":").number(prices.price()[i]).raw('}');
    }
    return json.raw("]}").toByteArray();
  }

  static byte[] statistics(MarketChart chart, Statistics statistics) {
    JsonBytes json = new JsonBytes(600);
    json.raw('{').name("count").integer(statistics.count());
    json.name("min_price").number(statistics.min());
    json.name("max_price").number(statistics.max());
    json.name("mean_price").number(statistics.mean());
    json.name("median_price").number(statistics.median());
    json.name("std_dev").number(statistics.deviation());
    json.name("variance").number(statistics.variance());
    json.name("first_price").number(statistics.first());
    json.name("last_price").number(statistics.last());
    json.name("percent_change").number(statistics.percentChange());
    writeSource(json, chart);
    return json.raw('}').toByteArray();
  }

  static byte[] frame(MarketChart chart, Frame frame) {
    checkRows(frame.size());
    List<Frame.Column> columns = frame.columns();
    JsonBytes json = new JsonBytes(400 + frame.size() * (columns.size() + 1) * BYTES_PER_NUMBER);
    json.raw('{').name("columns").raw("[\"timestamp\"");
    for (Frame.Column column : columns) json.raw(',').text(column.name());
    json.raw("],\"rows\":[");
    for (int row = 0; row < frame.size(); row++) {
      json.raw(row == 0 ? "[" : ",[").naiveTime(frame.timeMicros()[row]);
      for (Frame.Column column : columns) {
        json.raw(',');
        double value = column.values()[row];
        if (column.name().equals(WEEK_NUMBER)) json.integer((long) value);
        else json.number(value);
      }
      json.raw(']');
    }
    json.raw(']');
    writeSource(json, chart);
    return json.raw('}').toByteArray();
  }

  private static void writeSource(JsonBytes json, MarketChart chart) {
    json.name("provider").text(chart.provider());
    json.name("quote").text(chart.quote().toLowerCase(Locale.ROOT));
    json.name("as_of").text(asOf(chart));
    json.name("stale").raw(chart.stale() ? "true" : "false");
    String fault = chart.fault();
    if (fault != null) json.name("stale_reason").text(fault);
  }

  static String asOf(MarketChart chart) {
    Instant time = chart.asOf().truncatedTo(ChronoUnit.SECONDS);
    return time.toString();
  }

  private static void checkRows(int rows) {
    if (rows <= MAX_ROWS) return;
    throw ApiException.validation(
        List.of(
            new ApiException.FieldError(
                "query.start",
                "leaves %d rows, more than the %d an answer may have; narrow the range or give a frequency"
                    .formatted(rows, MAX_ROWS))));
  }
}
