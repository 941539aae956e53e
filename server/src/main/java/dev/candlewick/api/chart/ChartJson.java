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

/// The answers of contract 1 as JSON. Beside what the document shows, each says whose prices they
/// are, in which quote, as of when, and whether newer ones could not be had.
final class ChartJson {
  /// Most rows one answer may have; more would not fit into memory many times over.
  static final int MOST_ROWS = 200_000;

  private static final int BYTES_PER_NUMBER = 20;
  private static final String WEEK_NUMBER = "week_number";

  private ChartJson() {}

  static byte[] points(String symbol, String currency, MarketChart chart, PriceSeries prices) {
    bounded(prices.size());
    JsonBytes json = new JsonBytes(300 + prices.size() * 3 * BYTES_PER_NUMBER);
    json.raw('{').name("symbol").text(symbol);
    json.name("currency").text(currency.toLowerCase(Locale.ROOT));
    source(json, chart);
    json.name("points").raw('[');
    for (int i = 0; i < prices.size(); i++) {
      if (i > 0) json.raw(',');
      json.raw("{\"timestamp\":").naive(prices.timeMicros()[i]);
      json.raw(",\"price\":").number(prices.price()[i]).raw('}');
    }
    return json.raw("]}").done();
  }

  static byte[] statistics(MarketChart chart, Statistics of) {
    JsonBytes json = new JsonBytes(600);
    json.raw('{').name("count").whole(of.count());
    json.name("min_price").number(of.min());
    json.name("max_price").number(of.max());
    json.name("mean_price").number(of.mean());
    json.name("median_price").number(of.median());
    json.name("std_dev").number(of.deviation());
    json.name("variance").number(of.variance());
    json.name("first_price").number(of.first());
    json.name("last_price").number(of.last());
    json.name("percent_change").number(of.percentChange());
    source(json, chart);
    return json.raw('}').done();
  }

  static byte[] frame(MarketChart chart, Frame frame) {
    bounded(frame.size());
    List<Frame.Column> columns = frame.columns();
    JsonBytes json = new JsonBytes(400 + frame.size() * (columns.size() + 1) * BYTES_PER_NUMBER);
    json.raw('{').name("columns").raw("[\"timestamp\"");
    for (Frame.Column column : columns) json.raw(',').text(column.name());
    json.raw("],\"rows\":[");
    for (int row = 0; row < frame.size(); row++) {
      json.raw(row == 0 ? "[" : ",[").naive(frame.timeMicros()[row]);
      for (Frame.Column column : columns) {
        json.raw(',');
        double value = column.values()[row];
        if (column.name().equals(WEEK_NUMBER)) json.whole((long) value);
        else json.number(value);
      }
      json.raw(']');
    }
    json.raw(']');
    source(json, chart);
    return json.raw('}').done();
  }

  private static void source(JsonBytes json, MarketChart chart) {
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

  private static void bounded(int rows) {
    if (rows <= MOST_ROWS) return;
    throw ApiException.validation(
        List.of(
            new ApiException.FieldError(
                "query.start",
                "leaves %d rows, more than the %d an answer may have; narrow the range or give a frequency"
                    .formatted(rows, MOST_ROWS))));
  }
}
