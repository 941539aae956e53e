package dev.candlewick.portfolio;

import dev.candlewick.ledger.Holding;
import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/// A holding at a price: the only formula of value and result, for every view. All figures but
/// percentages are exact.
///
/// @param ticker of the instrument
/// @param instrument its id, which distinguishes instruments of one ticker; null when no listing
///   has it
/// @param price null until one is known; then everything that depends on it is null too
public record ValuedHolding(
    Holding holding, String ticker, @Nullable String instrument, @Nullable Price price) {
  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
  private static final int PERCENT_DECIMALS = 2;

  /// Returns quantity times price.
  public @Nullable BigDecimal value() {
    return price == null ? null : holding.quantity().multiply(price.price());
  }

  /// Returns value less cost.
  public @Nullable BigDecimal pnl() {
    BigDecimal value = value();
    return value == null ? null : value.subtract(holding.cost());
  }

  /// Returns the result in percent of the cost, two decimals; null where there is no price or no
  /// cost.
  public @Nullable BigDecimal pnlPercentage() {
    BigDecimal pnl = pnl();
    return pnl == null ? null : percent(pnl, holding.cost());
  }

  /// Returns why a figure is null: there is no price, or only no percentage because nothing was
  /// paid; null when none is.
  public @Nullable String reason() {
    if (price == null) return "No price is known yet";
    if (holding.cost().signum() != 0) return null;
    return holding.flat() ? "Nothing is held" : "Nothing was paid, so there is no percentage";
  }

  /// Returns a part in percent of a whole, two decimals, half to even; null when the whole is 0.
  static @Nullable BigDecimal percent(BigDecimal part, BigDecimal whole) {
    return whole.signum() == 0
        ? null
        : part.multiply(HUNDRED).divide(whole, PERCENT_DECIMALS, RoundingMode.HALF_EVEN);
  }
}
