package dev.candlewick.ledger;

import dev.candlewick.market.Decimals;
import java.math.BigDecimal;

/// Thrown for a sale of more than is held.
public final class OversoldException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final BigDecimal missing;

  OversoldException(Transaction sale, BigDecimal held) {
    super(
        "sale %d of %s at %s: only %s is held, %s is missing"
            .formatted(
                sale.id(),
                Decimals.plain(sale.quantity()),
                sale.executedAt(),
                Decimals.plain(held),
                Decimals.plain(sale.quantity().subtract(held))));
    this.missing = sale.quantity().subtract(held);
  }

  /// Returns the quantity that is missing for the sale.
  public BigDecimal missing() {
    return missing;
  }
}
