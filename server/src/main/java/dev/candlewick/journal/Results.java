package dev.candlewick.journal;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The results of closed positions of one quote currency. A position has won when its result is
/// above 0, lost when it is below, and is flat else; won and lost ones are decided.
///
/// @param closed number of positions: won, lost and flat ones
/// @param grossProfit the exact sum of the results above 0
/// @param grossLoss the exact sum of the results below 0, without its sign
/// @param best the largest result; null without positions
/// @param worst the smallest result; null without positions
/// @param held the sum of the holding times
public record Results(
    long closed,
    long won,
    long lost,
    BigDecimal grossProfit,
    BigDecimal grossLoss,
    @Nullable BigDecimal best,
    @Nullable BigDecimal worst,
    Duration held) {
  /// The results of no positions.
  public static final Results NONE =
      new Results(0, 0, 0, BigDecimal.ZERO, BigDecimal.ZERO, null, null, Duration.ZERO);

  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
  private static final int CENTS = 2;
  private static final int MIN_DECIMALS = 8;

  public Results {
    if (won < 0 || lost < 0 || won + lost > closed) {
      throw new IllegalArgumentException(
          "of " + closed + " closed, " + won + " won and " + lost + " lost");
    }
  }

  /// Returns the results with one more.
  ///
  /// @throws IllegalArgumentException when the position is open
  public Results plus(Position position) {
    BigDecimal result = position.realizedPnl();
    if (result == null) {
      throw new IllegalArgumentException("position " + position.id() + " is open");
    }
    int sign = result.signum();
    return new Results(
        closed + 1,
        won + (sign > 0 ? 1 : 0),
        lost + (sign < 0 ? 1 : 0),
        sign > 0 ? grossProfit.add(result) : grossProfit,
        sign < 0 ? grossLoss.subtract(result) : grossLoss,
        best == null ? result : best.max(result),
        worst == null ? result : worst.min(result),
        held.plus(Objects.requireNonNull(position.holdingTime())));
  }

  /// Returns the number of positions with a result of exactly 0.
  public long flat() {
    return closed - won - lost;
  }

  /// Returns the exact sum of all results.
  public BigDecimal realizedPnl() {
    return grossProfit.subtract(grossLoss);
  }

  /// Returns the won positions in percent of the closed ones, flat ones included, as document 003
  /// defines it: two decimals, rounded half to even; 0 when none is closed.
  public BigDecimal winRate() {
    return winRate(won, closed);
  }

  /// Returns the won positions in percent of the decided ones, two decimals, rounded half to even;
  /// null when none is decided.
  public @Nullable BigDecimal decidedWinRate() {
    return won + lost == 0 ? null : percent(won, won + lost);
  }

  /// Returns the gross profit divided by the gross loss, two decimals, rounded half to even; null
  /// when nothing was lost.
  public @Nullable BigDecimal profitFactor() {
    return grossLoss.signum() == 0
        ? null
        : grossProfit.divide(grossLoss, CENTS, RoundingMode.HALF_EVEN);
  }

  /// Returns the mean of the results above 0; null when there is none.
  public @Nullable BigDecimal averageWin() {
    return mean(grossProfit, won);
  }

  /// Returns the mean of the results below 0, which is below 0; null when there is none.
  public @Nullable BigDecimal averageLoss() {
    return mean(grossLoss.negate(), lost);
  }

  /// Returns the mean of all results; null when there is none.
  public @Nullable BigDecimal expectancy() {
    return mean(realizedPnl(), closed);
  }

  /// Returns the mean holding time in whole seconds; null without positions.
  public @Nullable Long meanHoldingSeconds() {
    return closed == 0 ? null : held.dividedBy(closed).toSeconds();
  }

  /// As many decimals as the sum has, and at least eight; rounded half to even.
  private static @Nullable BigDecimal mean(BigDecimal sum, long count) {
    if (count == 0) return null;
    int scale = Math.max(MIN_DECIMALS, sum.scale());
    return sum.divide(BigDecimal.valueOf(count), scale, RoundingMode.HALF_EVEN);
  }

  static BigDecimal winRate(long won, long closed) {
    return closed == 0 ? BigDecimal.ZERO.setScale(CENTS) : percent(won, closed);
  }

  private static BigDecimal percent(long part, long whole) {
    return BigDecimal.valueOf(part)
        .multiply(HUNDRED)
        .divide(BigDecimal.valueOf(whole), CENTS, RoundingMode.HALF_EVEN);
  }
}
