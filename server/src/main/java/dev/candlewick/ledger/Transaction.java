package dev.candlewick.ledger;

import dev.candlewick.market.Decimals;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Comparator;

/// A transaction of an account in an instrument, as a fact.
///
/// @param id of its row; orders transactions of one instant and one sequence
/// @param instrumentId the instrument's number
/// @param quantity above 0; an opening may be of 0
/// @param price of one unit, in US dollars, 0 or more: a gift costs nothing
/// @param fee in US dollars, in addition to the price
/// @param sequence orders transactions of one instant
public record Transaction(
    long id,
    long instrumentId,
    Kind kind,
    BigDecimal quantity,
    BigDecimal price,
    BigDecimal fee,
    Instant executedAt,
    int sequence) {
  /// The order in which transactions are replayed.
  public static final Comparator<Transaction> ORDER =
      Comparator.comparing(Transaction::executedAt)
          .thenComparingInt(Transaction::sequence)
          .thenComparingLong(Transaction::id);

  /// The kind of a transaction.
  public enum Kind {
    /// The quantity held at the start of the records, at its cost: a contribution.
    OPENING,
    BUY,
    SELL
  }

  public Transaction {
    quantity = Decimals.bounded(quantity);
    price = Decimals.bounded(price);
    fee = Decimals.bounded(fee);
    boolean some = kind == Kind.OPENING ? quantity.signum() >= 0 : quantity.signum() > 0;
    if (!some) throw new IllegalArgumentException(kind + " of " + quantity);
    if (price.signum() < 0) throw new IllegalArgumentException(kind + " at a price of " + price);
    if (fee.signum() < 0) throw new IllegalArgumentException(kind + " with a fee of " + fee);
  }

  /// Returns quantity times price, without the fee.
  public BigDecimal amount() {
    return quantity.multiply(price);
  }
}
