package dev.candlewick.charts;

import dev.candlewick.analytics.GridPrices;
import dev.candlewick.analytics.Indicator;
import dev.candlewick.charts.CandleFrame.Column;
import dev.candlewick.charts.CandleFrame.Counts;
import dev.candlewick.charts.CandleFrame.Decimals;
import dev.candlewick.charts.CandleFrame.Figures;
import dev.candlewick.charts.FrameColumn.Computed;
import dev.candlewick.charts.FrameColumn.Stored;
import dev.candlewick.charts.MarketChart.Validity;
import dev.candlewick.market.CandleBatch;
import dev.candlewick.market.Series;
import dev.candlewick.series.Coverage.Span;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the store has for a frame, of which the frame is computed.
///
/// @param exact the candles of the range; null where no column needs them
/// @param prices the closes that the indicators depend on; null where there is no indicator
/// @param coverage of the series
public record FrameRows(
    Series series,
    FrameRange range,
    List<FrameColumn> columns,
    @Nullable CandleBatch exact,
    @Nullable GridPrices prices,
    List<Span> coverage,
    Validity validity) {
  private static final int ABSENT = -1;

  public FrameRows {
    columns = List.copyOf(columns);
    coverage = List.copyOf(coverage);
    if (exact == null && prices == null) throw new IllegalArgumentException("no candles");
  }

  /// Computes the frame.
  public CandleFrame frame() {
    long[] times = range.openMicros();
    int[] rows = exact == null ? priceRows(times.length) : exactRows(times, exact);
    BitSet absent = new BitSet();
    for (int i = 0; i < rows.length; i++) absent.set(i, rows[i] == ABSENT);
    return new CandleFrame(
        series,
        range,
        Arrays.stream(times).map(micros -> micros / 1_000_000L).toArray(),
        columns.stream().map(column -> column(column, rows)).toList(),
        FrameGap.of(range, coverage, absent));
  }

  /// Returns the row of each time among the candles.
  private static int[] exactRows(long[] times, CandleBatch candles) {
    int[] rows = new int[times.length];
    int at = 0;
    for (int i = 0; i < times.length; i++) {
      while (at < candles.size() && candles.openMicros(at) < times[i]) at++;
      boolean found = at < candles.size() && candles.openMicros(at) == times[i];
      rows[i] = found ? at : ABSENT;
    }
    return rows;
  }

  private int[] priceRows(int count) {
    double[] closes = prices == null ? new double[0] : prices.prices();
    int lead = closes.length - count;
    int[] rows = new int[count];
    Arrays.setAll(rows, i -> Double.isNaN(closes[lead + i]) ? ABSENT : i);
    return rows;
  }

  private Column column(FrameColumn column, int[] rows) {
    return switch (column) {
      case Stored stored -> stored(stored, rows);
      case Computed(Indicator indicator) -> new Figures(column.text(), figures(indicator, rows));
    };
  }

  private Column stored(Stored column, int[] rows) {
    CandleBatch candles = exact == null ? CandleBatch.empty() : exact;
    CandleBatch.Column decimals =
        switch (column) {
          case OPEN -> CandleBatch.Column.OPEN;
          case HIGH -> CandleBatch.Column.HIGH;
          case LOW -> CandleBatch.Column.LOW;
          case CLOSE -> CandleBatch.Column.CLOSE;
          case VOLUME -> CandleBatch.Column.VOLUME;
          case QUOTE_VOLUME -> CandleBatch.Column.QUOTE_VOLUME;
          case TRADES -> null;
        };
    return decimals == null
        ? new Counts(column.text(), candles, rows)
        : new Decimals(column.text(), candles.column(decimals), rows);
  }

  /// A candle that was stored between the two reads has no figure yet.
  private double[] figures(Indicator indicator, int[] rows) {
    double[] values = new double[rows.length];
    Arrays.fill(values, Double.NaN);
    if (prices == null) return values;
    long end = prices.first() + prices.prices().length;
    double[] computed = prices.compute(indicator, end - rows.length, end);
    for (int i = 0; i < rows.length; i++) {
      if (rows[i] != ABSENT) values[i] = computed[i];
    }
    return values;
  }
}
