package dev.candlewick.ledger;

import java.math.BigDecimal;
import java.math.MathContext;

/// What is left of an instrument after its transactions, and what the sales brought. Amounts are in
/// US dollars and exact, but for quotients, which have 34 digits.
///
/// @param quantity held, never below 0
/// @param cost of what is held, without fees; exactly 0 when nothing is
/// @param averageCost of one; of the last held one when nothing is held, 0 before the first
/// @param entryFees paid for what is held
/// @param realizedGross proceeds of the sales less the cost of what was sold
/// @param realizedFees paid for what was sold, when it was bought and when it was sold
public record Holding(
    long instrumentId,
    BigDecimal quantity,
    BigDecimal cost,
    BigDecimal averageCost,
    BigDecimal entryFees,
    BigDecimal realizedGross,
    BigDecimal realizedFees) {
  /// How quotients are rounded: 34 digits, half to even.
  public static final MathContext QUOTIENT = MathContext.DECIMAL128;

  /// Before the first transaction.
  static Holding none(long instrumentId) {
    BigDecimal zero = BigDecimal.ZERO;
    return new Holding(instrumentId, zero, zero, zero, zero, zero, zero);
  }

  /// What the sales brought after all fees that belong to them.
  public BigDecimal realizedNet() {
    return realizedGross.subtract(realizedFees);
  }

  public boolean flat() {
    return quantity.signum() == 0;
  }
}
