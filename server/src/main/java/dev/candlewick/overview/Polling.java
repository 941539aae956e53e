package dev.candlewick.overview;

import java.time.Duration;

/// How prices are polled.
///
/// @param source the name of the venue
/// @param quote the currency of the prices
/// @param interval between two polls
public record Polling(String source, String quote, Duration interval) {
  /// So many missed polls are a gap in the prices of a day.
  private static final int MISSED_POLLS = 15;

  private static final Duration SHORTEST_GAP = Duration.ofMinutes(MISSED_POLLS);

  /// The longest time without a price that is not a gap.
  Duration longestGap() {
    Duration missed = interval.multipliedBy(MISSED_POLLS);
    return missed.compareTo(SHORTEST_GAP) < 0 ? SHORTEST_GAP : missed;
  }
}
