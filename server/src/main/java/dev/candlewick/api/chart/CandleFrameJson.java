package dev.candlewick.api.chart;

import dev.candlewick.api.http.JsonBytes;
import dev.candlewick.charts.CandleFrame;
import dev.candlewick.charts.CandleFrame.Column;
import dev.candlewick.charts.CandleFrame.Counts;
import dev.candlewick.charts.CandleFrame.Decimals;
import dev.candlewick.charts.CandleFrame.Figures;
import dev.candlewick.charts.FrameGap;
import dev.candlewick.market.CandleBatch;
import dev.candlewick.market.DecimalColumn;
import dev.candlewick.market.Series;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Writes a frame of candles as JSON; `CandleFrameViews` describes it.
final class CandleFrameJson {
  private static final int BYTES_PER_TIME = 11;
  private static final int BYTES_PER_VALUE = 14;
  private static final int BYTES_PER_GAP = 140;

  private CandleFrameJson() {}

  static byte[] write(CandleFrame frame) {
    int values = frame.epochSeconds().length;
    JsonBytes json =
        new JsonBytes(
            500
                + values * (BYTES_PER_TIME + frame.columns().size() * BYTES_PER_VALUE)
                + frame.gaps().size() * BYTES_PER_GAP);
    json.raw('{');
    writeSeries(json, frame.series());
    json.name("from").text(frame.range().from().toString());
    json.name("to").text(frame.range().to().toString());
    writeTime(json.name("first_open"), frame.series().firstOpen());
    writeTime(json.name("last_open"), frame.series().lastOpen());
    json.name("times");
    writeTimes(json, frame.epochSeconds());
    json.name("columns");
    char separator = '[';
    for (Column column : frame.columns()) {
      json.raw(separator).raw("{\"name\":").text(column.name()).raw(",\"values\":");
      writeValues(json, column);
      json.raw('}');
      separator = ',';
    }
    json.raw("],\"gaps\":[");
    for (int i = 0; i < frame.gaps().size(); i++) {
      if (i > 0) json.raw(',');
      writeGap(json, frame.gaps().get(i));
    }
    return json.raw("]}").toByteArray();
  }

  private static void writeSeries(JsonBytes json, Series series) {
    json.name("provider").text(series.provider());
    json.name("market").text(series.symbol().joined() + "@" + series.provider());
    json.name("symbol").text(series.symbol().toString());
    json.name("base").text(series.symbol().base());
    json.name("quote").text(series.symbol().quote());
    json.name("interval").text(series.interval().code());
    json.name("simulated").raw(Boolean.toString(series.provider().equals(Series.SIMULATED)));
  }

  private static void writeTime(JsonBytes json, @Nullable Instant time) {
    if (time == null) json.raw("null");
    else json.text(time.toString());
  }

  private static void writeTimes(JsonBytes json, long[] times) {
    json.raw('[');
    for (int i = 0; i < times.length; i++) {
      if (i > 0) json.raw(',');
      json.integer(times[i]);
    }
    json.raw(']');
  }

  private static void writeValues(JsonBytes json, Column column) {
    json.raw('[');
    switch (column) {
      case Decimals(String name, DecimalColumn values, int[] rows) ->
          writeDecimals(json, values, rows);
      case Counts(String name, CandleBatch candles, int[] rows) -> writeCounts(json, candles, rows);
      case Figures(String name, double[] values) -> writeFigures(json, values);
    }
    json.raw(']');
  }

  private static void writeDecimals(JsonBytes json, DecimalColumn values, int[] rows) {
    for (int i = 0; i < rows.length; i++) {
      if (i > 0) json.raw(',');
      if (rows[i] < 0) json.raw("null");
      else json.decimal(values, rows[i]);
    }
  }

  private static void writeCounts(JsonBytes json, CandleBatch candles, int[] rows) {
    for (int i = 0; i < rows.length; i++) {
      if (i > 0) json.raw(',');
      if (rows[i] < 0) json.raw("null");
      else json.integer(candles.trades(rows[i]));
    }
  }

  private static void writeFigures(JsonBytes json, double[] values) {
    for (int i = 0; i < values.length; i++) {
      if (i > 0) json.raw(',');
      json.number(values[i]);
    }
  }

  private static void writeGap(JsonBytes json, FrameGap gap) {
    json.raw("{\"from\":").text(gap.from().toString());
    json.name("to").text(gap.to().toString());
    json.name("state").text(gap.state().toString());
    json.name("candles").integer(gap.candles());
    json.name("reason");
    if (gap.reason() == null) json.raw("null");
    else json.text(gap.reason());
    json.raw('}');
  }
}
