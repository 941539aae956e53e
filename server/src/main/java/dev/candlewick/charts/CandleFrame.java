package dev.candlewick.charts;

import dev.candlewick.market.CandleBatch;
import dev.candlewick.market.DecimalColumn;
import dev.candlewick.market.Series;
import java.util.List;

/// Stored candles over every time of their grid, in columns. Each column has a value for each time;
/// where no candle is stored, none has.
///
/// @param epochSeconds the times
/// @param gaps the times without a candle, oldest first
@SuppressWarnings("ArrayRecordComponent")
public record CandleFrame(
    Series series,
    FrameRange range,
    long[] epochSeconds,
    List<Column> columns,
    List<FrameGap> gaps) {
  public CandleFrame {
    columns = List.copyOf(columns);
    gaps = List.copyOf(gaps);
  }

  /// A named column.
  public sealed interface Column {
    String name();
  }

  /// Exact decimals.
  ///
  /// @param rows the row of each time in the values; -1 without a candle
  @SuppressWarnings("ArrayRecordComponent")
  public record Decimals(String name, DecimalColumn values, int[] rows) implements Column {}

  /// Counts of trades.
  ///
  /// @param rows as of `Decimals`
  @SuppressWarnings("ArrayRecordComponent")
  public record Counts(String name, CandleBatch candles, int[] rows) implements Column {}

  /// Figures; NaN where there is none.
  @SuppressWarnings("ArrayRecordComponent")
  public record Figures(String name, double[] values) implements Column {}
}
