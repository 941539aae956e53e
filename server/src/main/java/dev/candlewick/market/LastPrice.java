package dev.candlewick.market;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The last traded price of a symbol on one venue, in its own quote. It is published and not
/// stored: it is not a tick, and it values only what is priced in the same quote.
///
/// @param price above 0
/// @param time by the venue's clock
/// @param day the last 24 hours; null where the venue does not state them
public record LastPrice(Symbol symbol, BigDecimal price, Instant time, @Nullable Day day) {
  /// The last 24 hours, rolling.
  ///
  /// @param open the price 24 hours ago
  /// @param volume in the base currency
  public record Day(BigDecimal open, BigDecimal high, BigDecimal low, BigDecimal volume) {}
}
