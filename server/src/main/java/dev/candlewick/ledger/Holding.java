package dev.candlewick.ledger;

import java.math.BigDecimal;
import java.math.MathContext;

/// The holding of an instrument after its transactions, and the result of its sales. Amounts are in
/// US dollars and exact, except quotients, which have 34 digits.
///
/// @param quantity quantity held, never below 0
/// @param cost cost of the quantity held, without fees; exactly 0 when nothing is held
/// @param averageCost cost of one unit; of the last one held when nothing is held, 0 before the
///   first
/// @param entryFees fees paid for the quantity held
/// @param realizedGross proceeds of the sales less the cost of the quantity sold
/// @param realizedFees fees paid for the quantity sold, at its purchase and at its sale
public record Holding(
    long instrumentId,
    BigDecimal quantity,
    BigDecimal cost,
    BigDecimal averageCost,
    BigDecimal entryFees,
    BigDecimal realizedGross,
    BigDecimal realizedFees) {
  /// The rounding of quotients: 34 digits, half to even.
  public static final MathContext QUOTIENT = MathContext.DECIMAL128;

  /// Returns the holding before the first transaction.
  static Holding none(long instrumentId) {
    BigDecimal zero = BigDecimal.ZERO;
    return new Holding(instrumentId, zero, zero, zero, zero, zero, zero);
  }

  /// Returns the result of the sales after all fees that belong to them.
  public BigDecimal realizedNet() {
    return realizedGross.subtract(realizedFees);
  }

  public boolean flat() {
    return quantity.signum() == 0;
  }
}
