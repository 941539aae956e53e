package dev.candlewick.market;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A trade as a market printed it.
///
/// @param price in the quote currency, above 0
/// @param qty in the base currency, above 0
/// @param taker the side of the taker; null when unknown
/// @param tradeId the venue's id; null for a print that was posted without one
public record Print(
    Symbol symbol,
    BigDecimal price,
    BigDecimal qty,
    Instant time,
    @Nullable Side taker,
    @Nullable String tradeId) {
  private static final Pattern DIGITS = Pattern.compile("\\d{1,18}");

  /// The side of a trade.
  public enum Side {
    BUY,
    SELL
  }

  /// Returns the venue's id if it is a number, as ids that rise by one are; else empty.
  public OptionalLong number() {
    if (tradeId == null || !DIGITS.matcher(tradeId).matches()) return OptionalLong.empty();
    return OptionalLong.of(Long.parseLong(tradeId));
  }
}
