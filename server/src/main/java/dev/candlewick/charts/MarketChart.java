package dev.candlewick.charts;

import dev.candlewick.market.Grid;
import dev.candlewick.market.Interval;
import dev.candlewick.series.PriceSeries;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Prices over time as one source has them.
///
/// @param provider whose prices they are
/// @param base the ticker whose prices they are, in capitals
/// @param quote in capitals; another one than was asked for where the venue's dollar is USDT
/// @param asOf what the venue said last, or the end of its last candle
/// @param fault why it is old, in words; null when it is as fresh as it can be
/// @param validity until when the same question has the same answer
public record MarketChart(
    PriceSeries prices,
    String provider,
    String base,
    String quote,
    Interval granularity,
    Instant asOf,
    @Nullable String fault,
    Validity validity) {

  /// The prices of a range of time, both ends included.
  ///
  /// @param from null for the first
  /// @param to null for the last
  public PriceSeries between(@Nullable Instant from, @Nullable Instant to) {
    return prices.between(
        from == null ? Long.MIN_VALUE : Grid.micros(from),
        to == null ? Long.MAX_VALUE : Grid.micros(to));
  }

  /// Whether newer prices should be there but could not be had.
  public boolean stale() {
    return fault != null;
  }

  /// An answer holds until a time, as long as the stored data has its stamp.
  ///
  /// @param topic of the change feed
  public record Validity(Instant until, String topic, long stamp) {}
}
