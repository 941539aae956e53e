package dev.candlewick.series;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/// Candles that follow each other, as one: exact figures of a stretch of time.
///
/// @param candles their number; without any, every figure is null
/// @param open of the first candle
/// @param volume in the base currency
/// @param quoteVolume null where one of the candles has none
public record CandleSums(
    long candles,
    @Nullable BigDecimal open,
    @Nullable BigDecimal high,
    @Nullable BigDecimal low,
    @Nullable BigDecimal volume,
    @Nullable BigDecimal quoteVolume) {
  /// No candle.
  public static final CandleSums NONE = new CandleSums(0, null, null, null, null, null);

  /// Returns these candles followed by later ones.
  public CandleSums followedBy(CandleSums later) {
    if (candles == 0) return later;
    if (later.candles == 0) return this;
    return new CandleSums(
        candles + later.candles,
        open,
        high == null || later.high == null ? null : high.max(later.high),
        low == null || later.low == null ? null : low.min(later.low),
        sum(volume, later.volume),
        sum(quoteVolume, later.quoteVolume));
  }

  private static @Nullable BigDecimal sum(@Nullable BigDecimal one, @Nullable BigDecimal two) {
    return one == null || two == null ? null : one.add(two);
  }
}
