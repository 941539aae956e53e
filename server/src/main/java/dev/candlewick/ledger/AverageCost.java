package dev.candlewick.ledger;

import static dev.candlewick.ledger.Holding.QUOTIENT;

import java.math.BigDecimal;

/// One step of the average cost method. A purchase adds its amount to the cost. After a sale the
/// rest costs its quantity times the average, and the sale realises its amount less the decrease of
/// the cost: the rounding of an average never becomes the cost of a small rest. Fees are kept
/// apart: those of the purchases leave with the sold quantity, pro rata.
final class AverageCost {
  private AverageCost() {}

  static Holding after(Holding before, Transaction transaction) {
    return switch (transaction.kind()) {
      case OPENING, BUY -> afterPurchase(before, transaction);
      case SELL -> afterSale(before, transaction);
    };
  }

  private static Holding afterPurchase(Holding before, Transaction purchase) {
    BigDecimal quantity = before.quantity().add(purchase.quantity());
    BigDecimal cost = before.cost().add(purchase.amount());
    BigDecimal average = before.flat() ? purchase.price() : cost.divide(quantity, QUOTIENT);
    return new Holding(
        before.instrumentId(),
        quantity,
        cost,
        average,
        before.entryFees().add(purchase.fee()),
        before.realizedGross(),
        before.realizedFees());
  }

  private static Holding afterSale(Holding before, Transaction sale) {
    BigDecimal quantity = before.quantity().subtract(sale.quantity());
    if (quantity.signum() < 0) throw new OversoldException(sale, before.quantity());
    boolean all = quantity.signum() == 0;
    BigDecimal cost = all ? BigDecimal.ZERO : quantity.multiply(before.averageCost());
    BigDecimal feesSold =
        all
            ? before.entryFees()
            : before.entryFees().multiply(sale.quantity()).divide(before.quantity(), QUOTIENT);
    return new Holding(
        before.instrumentId(),
        quantity,
        cost,
        before.averageCost(),
        before.entryFees().subtract(feesSold),
        before.realizedGross().add(sale.amount()).subtract(before.cost().subtract(cost)),
        before.realizedFees().add(feesSold).add(sale.fee()));
  }
}
