package dev.candlewick.overview;

import dev.candlewick.market.LastPrice;
import dev.candlewick.market.TickSums;
import dev.candlewick.series.CandleSums;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/// The figures of a market over the last 24 hours, each null where it is not known.
///
/// @param open the price 24 hours ago
/// @param volume in the base currency
/// @param quoteVolume in the quote
public record DayFigures(
    @Nullable BigDecimal open,
    @Nullable BigDecimal high,
    @Nullable BigDecimal low,
    @Nullable BigDecimal volume,
    @Nullable BigDecimal quoteVolume) {
  /// Nothing is known.
  static final DayFigures UNKNOWN = new DayFigures(null, null, null, null, null);

  static DayFigures of(CandleSums sums) {
    return new DayFigures(sums.open(), sums.high(), sums.low(), sums.volume(), sums.quoteVolume());
  }

  static DayFigures of(TickSums sums) {
    return new DayFigures(sums.first(), sums.high(), sums.low(), null, null);
  }

  /// Returns what a venue's feed states. No feed states the volume in the quote, so that is the one
  /// of the stored candles.
  static DayFigures of(LastPrice.Day day, @Nullable DayFigures stored) {
    return new DayFigures(
        day.open(),
        day.high(),
        day.low(),
        day.volume(),
        stored == null ? null : stored.quoteVolume());
  }
}
