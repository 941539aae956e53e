package dev.candlewick.journal;

import dev.candlewick.market.Decimals;
import dev.candlewick.market.Print.Side;
import dev.candlewick.market.Symbol;
import java.math.BigDecimal;

/// The terms on which a position is opened.
///
/// @param quantity in the base currency, above 0, within the bounds of `Decimals`
/// @param entryPrice in the quote currency, above 0, within the same bounds
public record Terms(Symbol symbol, Side side, BigDecimal quantity, BigDecimal entryPrice) {
  public Terms {
    requirePositive("quantity", quantity);
    requirePositive("entry price", entryPrice);
  }

  private static void requirePositive(String what, BigDecimal value) {
    if (value.signum() <= 0) {
      throw new IllegalArgumentException("the " + what + " must be above 0, not " + value);
    }
    requireBounded(what, value);
  }

  /// Rejects a value below 0, or with more digits than are stored.
  static void requireBounded(String what, BigDecimal value) {
    if (value.signum() < 0) {
      throw new IllegalArgumentException("the " + what + " must not be below 0, but is " + value);
    }
    if (value.scale() > Decimals.MAX_SCALE
        || value.precision() - value.scale() > Decimals.MAX_INTEGER_DIGITS) {
      throw new IllegalArgumentException("the " + what + " has too many digits: " + value);
    }
  }
}
