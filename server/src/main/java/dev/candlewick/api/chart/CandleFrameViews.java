package dev.candlewick.api.chart;

import dev.candlewick.market.Interval;
import dev.candlewick.series.Coverage;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// The response that `CandleFrameJson` writes, for the API's description.
final class CandleFrameViews {
  private CandleFrameViews() {}

  /// Stored candles over every time of their grid, in columns.
  ///
  /// @param market `BTCUSDT@binance`
  /// @param symbol `BTC/USDT`
  /// @param to exclusive
  /// @param firstOpen of the whole series, as `lastOpen`
  /// @param times seconds since 1970; every grid time of the range
  /// @param columns in the order of the request, each with one value for each time
  /// @param gaps the times without a candle, oldest first
  public record CandleFrameView(
      String provider,
      String market,
      String symbol,
      String base,
      String quote,
      Interval interval,
      boolean simulated,
      Instant from,
      @Schema(description = "Exclusive") Instant to,
      @Nullable Instant firstOpen,
      @Nullable Instant lastOpen,
      @Schema(description = "Seconds since 1970, one for every grid time of the range")
          List<Long> times,
      List<CandleFrameColumn> columns,
      List<CandleFrameGap> gaps) {}

  /// A column. All values are of one kind; a value is null where no candle is stored, where its
  /// window contains a gap, and where the venue does not state it.
  public record CandleFrameColumn(
      @Schema(description = "As it was requested: close, ema(50)") String name,
      @Schema(
              description =
                  "Decimals as strings for prices and volumes, whole numbers for trades, numbers for"
                      + " indicators")
          List<@Nullable CandleFrameValue> values) {}

  /// An exact decimal as a string, or a number.
  @Schema(anyOf = {String.class, Double.class})
  public interface CandleFrameValue {}

  /// Consecutive grid times without a candle.
  ///
  /// @param to exclusive
  public record CandleFrameGap(
      Instant from,
      @Schema(description = "Exclusive") Instant to,
      Coverage.State state,
      @Schema(description = "How many candles are not stored") int candles,
      @Nullable String reason) {}
}
