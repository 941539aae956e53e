package dev.candlewick.market;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One candle: the trades from `openTime` until the next open time of its interval.
///
/// @param openTime the key within a series
/// @param open first price, in the quote currency, as are all prices
/// @param volume traded amount, in the base currency
/// @param closeTime as the venue gave it: usually one millisecond before the next open time, but
///   earlier when the venue stopped in between; never a proof that the candle is closed
/// @param trades the number of trades
/// @param quoteVolume traded amount in the quote currency; null when the source does not state it
/// @param takerBaseVolume the part bought by takers, in the base currency; null when unknown
/// @param takerQuoteVolume the same in the quote currency; null when unknown
public record Candle(
    Instant openTime,
    BigDecimal open,
    BigDecimal high,
    BigDecimal low,
    BigDecimal close,
    BigDecimal volume,
    Instant closeTime,
    int trades,
    @Nullable BigDecimal quoteVolume,
    @Nullable BigDecimal takerBaseVolume,
    @Nullable BigDecimal takerQuoteVolume) {

  /// An error in a candle.
  ///
  /// @param field the name of the field, in snake case as in the API
  public record Fault(String field, String message) {}

  /// Returns all errors of this candle; empty when it is valid.
  public List<Fault> faults() {
    List<Fault> faults = new ArrayList<>();
    checkPositive("open", open, faults);
    checkPositive("high", high, faults);
    checkPositive("low", low, faults);
    checkPositive("close", close, faults);
    if (high.compareTo(open.max(close).max(low)) < 0) {
      faults.add(new Fault("high", "must be at least open, close and low"));
    }
    if (low.compareTo(open.min(close)) > 0) {
      faults.add(new Fault("low", "must be at most open and close"));
    }
    checkNotNegative("volume", volume, faults);
    checkNotNegative("quote_volume", quoteVolume, faults);
    checkNotNegative("taker_base_volume", takerBaseVolume, faults);
    checkNotNegative("taker_quote_volume", takerQuoteVolume, faults);
    if (!closeTime.isAfter(openTime))
      faults.add(new Fault("close_time", "must be after open_time"));
    if (trades < 0) faults.add(new Fault("trades", "must not be negative"));
    return faults;
  }

  private static void checkPositive(String field, BigDecimal value, List<Fault> faults) {
    if (value.signum() <= 0) faults.add(new Fault(field, "must be greater than 0"));
  }

  private static void checkNotNegative(
      String field, @Nullable BigDecimal value, List<Fault> faults) {
    if (value != null && value.signum() < 0) faults.add(new Fault(field, "must not be negative"));
  }
}
