package dev.candlewick.market;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// An entry of the dictionary of series: one symbol and interval from one provider, with its
/// counts.
///
/// @param anchor an open time of a `3d` series; null for every other and until the first is known
/// @param follow whether the server keeps it current
/// @param candles the number of stored candles
/// @param corrections how often a stored candle was corrected
/// @param firstOpen of the stored candles; null when there are none
public record Series(
    int id,
    String provider,
    Symbol symbol,
    Interval interval,
    @Nullable Instant anchor,
    boolean follow,
    long candles,
    long corrections,
    @Nullable Instant firstOpen,
    @Nullable Instant lastOpen) {

  /// The provider name of posted candles.
  public static final String POSTED = "posted";

  /// The provider of simulated candles, which never replace another provider's.
  public static final String SIMULATED = "simulated";

  public Grid grid() {
    return anchor == null ? Grid.of(interval) : new Grid(interval, anchor);
  }
}
