package dev.candlewick.ledger;

import static dev.candlewick.ledger.Holding.QUOTIENT;

import java.math.BigDecimal;

/// One step of average cost. A purchase adds its amount to the cost; a sale takes its quantity
/// times the average out of it and realises quantity times (price - average). Fees stay apart:
/// those of the purchases leave with what is sold, pro rata.
final class AverageCost {
  private AverageCost() {}

  static Holding after(Holding before, Transaction transaction) {
    return switch (transaction.kind()) {
      case OPENING, BUY -> bought(before, transaction);
      case SELL -> sold(before, transaction);
    };
  }

  private static Holding bought(Holding before, Transaction purchase) {
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

  private static Holding sold(Holding before, Transaction sale) {
    BigDecimal quantity = before.quantity().subtract(sale.quantity());
    if (quantity.signum() < 0) throw new OversoldException(sale, before.quantity());
    boolean all = quantity.signum() == 0;
    BigDecimal costSold = all ? before.cost() : sale.quantity().multiply(before.averageCost());
    BigDecimal feesSold =
        all
            ? before.entryFees()
            : before.entryFees().multiply(sale.quantity()).divide(before.quantity(), QUOTIENT);
    return new Holding(
        before.instrumentId(),
        quantity,
        before.cost().subtract(costSold),
        before.averageCost(),
        before.entryFees().subtract(feesSold),
        before.realizedGross().add(sale.amount()).subtract(costSold),
        before.realizedFees().add(feesSold).add(sale.fee()));
  }
}
