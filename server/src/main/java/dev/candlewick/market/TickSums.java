package dev.candlewick.market;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;

/// Ticks of one instrument that follow each other, as one.
///
/// @param firstAt when the first of them was polled
/// @param first its price
/// @param longestGap the longest time between two of them; zero for a single one
public record TickSums(
    Instant firstAt,
    Instant lastAt,
    BigDecimal first,
    BigDecimal high,
    BigDecimal low,
    Duration longestGap) {
  /// Returns these ticks followed by later ones.
  public TickSums followedBy(TickSums later) {
    return new TickSums(
        firstAt,
        later.lastAt,
        first,
        high.max(later.high),
        low.min(later.low),
        longest(longest(longestGap, later.longestGap), Duration.between(lastAt, later.firstAt)));
  }

  /// Returns whether no time between `from` and `to` is longer than `most` without a tick.
  public boolean covers(Instant from, Instant to, Duration most) {
    Duration longest =
        longest(longestGap, longest(Duration.between(from, firstAt), Duration.between(lastAt, to)));
    return longest.compareTo(most) <= 0;
  }

  private static Duration longest(Duration one, Duration two) {
    return one.compareTo(two) < 0 ? two : one;
  }
}
