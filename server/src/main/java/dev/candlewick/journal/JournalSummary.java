package dev.candlewick.journal;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/// The totals of many positions.
///
/// @param totalRealizedPnl the exact sum of the closed positions' results, whatever their quotes
/// @param closedPositions number of winning, losing and flat ones
public record JournalSummary(
    BigDecimal totalRealizedPnl,
    long openPositions,
    long closedPositions,
    long winningTrades,
    long losingTrades) {
  /// The totals of no positions.
  public static final JournalSummary EMPTY = new JournalSummary(BigDecimal.ZERO, 0, 0, 0, 0);

  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
  private static final int CENTS = 2;

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
  }

  public static JournalSummary of(Iterable<Position> positions) {
    JournalSummary sum = EMPTY;
    for (Position position : positions) sum = sum.plus(of(position));
    return sum;
  }

  private static JournalSummary of(Position position) {
    @Nullable BigDecimal result = position.realizedPnl();
    if (result == null) return new JournalSummary(BigDecimal.ZERO, 1, 0, 0, 0);
    int won = result.signum() > 0 ? 1 : 0;
    int lost = result.signum() < 0 ? 1 : 0;
    return new JournalSummary(result, 0, 1, won, lost);
  }

  /// Returns the totals of the positions of both.
  public JournalSummary plus(JournalSummary other) {
    return new JournalSummary(
        totalRealizedPnl.add(other.totalRealizedPnl),
        openPositions + other.openPositions,
        closedPositions + other.closedPositions,
        winningTrades + other.winningTrades,
        losingTrades + other.losingTrades);
  }

  /// Returns the winning positions in percent of the closed ones, including flat ones; two
  /// decimals, rounded half to even; 0 when none is closed.
  public BigDecimal winRate() {
    if (closedPositions == 0) return BigDecimal.ZERO.setScale(CENTS);
    return BigDecimal.valueOf(winningTrades)
        .multiply(HUNDRED)
        .divide(BigDecimal.valueOf(closedPositions), CENTS, RoundingMode.HALF_EVEN);
  }
}
