package dev.candlewick.market;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What a symbol was last traded at on one venue, in its own quote. It is told and forgotten: no
/// tick, and nothing is valued with it but what is priced in the same quote.
///
/// @param price above 0
/// @param time by the venue's clock
/// @param day the last 24 hours; null where the venue does not say
public record LastPrice(Symbol symbol, BigDecimal price, Instant time, @Nullable Day day) {
  /// The last 24 hours, rolling.
  ///
  /// @param open the price 24 hours ago
  /// @param volume in the base currency
  public record Day(BigDecimal open, BigDecimal high, BigDecimal low, BigDecimal volume) {}
}
