package dev.candlewick.overview;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The newest known price of a market.
///
/// @param at by the venue's clock; of a candle its end; of a poll ours
public record NewestPrice(BigDecimal price, Instant at, PriceSource source) {
  /// Returns the later of two prices; of two at the same time, the first.
  static @Nullable NewestPrice later(@Nullable NewestPrice one, @Nullable NewestPrice two) {
    if (one == null || two == null) return one == null ? two : one;
    return two.at.isAfter(one.at) ? two : one;
  }
}
