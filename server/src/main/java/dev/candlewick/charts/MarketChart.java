package dev.candlewick.charts;

import dev.candlewick.market.Grid;
import dev.candlewick.market.Interval;
import dev.candlewick.series.PriceSeries;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Prices over time from one source.
///
/// @param provider the source of the prices
/// @param base the ticker of the prices, in capitals
/// @param quote in capitals; not the requested one where the venue's dollar is USDT
/// @param asOf time of the venue's last response, or the end of its last candle
/// @param fault why the prices are old, in words; null when they are as fresh as they can be
/// @param validity until when the same request has the same result
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

  /// The validity of a result: until a time, as long as the stored data has this stamp.
  ///
  /// @param topic topic of the change feed
  public record Validity(Instant until, String topic, long stamp) {}
}
