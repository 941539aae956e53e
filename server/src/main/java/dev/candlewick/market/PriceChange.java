package dev.candlewick.market;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/// The change of a price since an earlier one.
///
/// @param amount the later price less the earlier one, exact
/// @param percent of the earlier price, with two decimals; null when that price is 0
public record PriceChange(BigDecimal amount, @Nullable BigDecimal percent) {
  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
  private static final int DECIMALS = 2;

  /// Returns the change between two prices; null when one of them is unknown.
  public static @Nullable PriceChange of(@Nullable BigDecimal earlier, @Nullable BigDecimal later) {
    if (earlier == null || later == null) return null;
    BigDecimal amount = later.subtract(earlier);
    return new PriceChange(amount, percent(amount, earlier));
  }

  private static @Nullable BigDecimal percent(BigDecimal amount, BigDecimal earlier) {
    if (earlier.signum() == 0) return null;
    return amount.multiply(HUNDRED).divide(earlier, DECIMALS, RoundingMode.HALF_EVEN);
  }
}
