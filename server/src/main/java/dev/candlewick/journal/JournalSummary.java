package dev.candlewick.journal;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/// The totals of a journal as document 003 has them.
///
/// @param totalRealizedPnl the exact sum of the closed positions' results, whatever their quotes
/// @param closedPositions number of winning, losing and flat ones
/// @param quotes the quote currencies that the total adds up
public record JournalSummary(
    BigDecimal totalRealizedPnl,
    long openPositions,
    long closedPositions,
    long winningTrades,
    long losingTrades,
    SortedSet<String> quotes) {
  public JournalSummary {
    if (winningTrades + losingTrades > closedPositions) {
      throw new IllegalArgumentException(
          "of "
              + closedPositions
              + " closed, "
              + winningTrades
              + " won and "
              + losingTrades
              + " lost");
    }
    quotes = Collections.unmodifiableSortedSet(new TreeSet<>(quotes));
  }

  /// Returns the winning positions in percent of the closed ones, including flat ones; two
  /// decimals, rounded half to even; 0 when none is closed.
  public BigDecimal winRate() {
    return Results.winRate(winningTrades, closedPositions);
  }
}
