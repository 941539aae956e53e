package dev.candlewick.ledger;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Computes the holdings of an account from all its transactions.
public final class Replay {
  private Replay() {}

  /// Returns the holding of every instrument that has a transaction, by the instrument's number.
  /// The order of the argument does not matter; `Transaction.ORDER` does.
  ///
  /// @throws OversoldException when more is sold than was held at that time
  public static Map<Long, Holding> of(Collection<Transaction> transactions, CostMethod method) {
    List<Transaction> inOrder = transactions.stream().sorted(Transaction.ORDER).toList();
    Map<Long, Holding> holdings = new TreeMap<>();
    for (Transaction transaction : inOrder) {
      long instrument = transaction.instrumentId();
      Holding before = holdings.getOrDefault(instrument, Holding.none(instrument));
      holdings.put(instrument, after(before, transaction, method));
    }
    return holdings;
  }

  private static Holding after(Holding before, Transaction transaction, CostMethod method) {
    return switch (method) {
      case AVERAGE -> AverageCost.after(before, transaction);
    };
  }
}
