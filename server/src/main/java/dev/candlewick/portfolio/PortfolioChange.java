package dev.candlewick.portfolio;

import dev.candlewick.ledger.CostMethod;
import dev.candlewick.ledger.Holding;
import dev.candlewick.ledger.Replay;
import dev.candlewick.ledger.Transaction;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What holdings have gained since a time, in US dollars, exact: their value now, less their value
/// then, less what was put in and plus what was taken out meanwhile.
///
/// @param since the time
/// @param change null when nothing that is held has both prices
/// @param percentage of the value then and what was put in; two decimals, half to even; null when
///   that is 0
/// @param unpriced the numbers of the instruments that lack a price then or now; they are left out
public record PortfolioChange(
    Instant since,
    @Nullable BigDecimal change,
    @Nullable BigDecimal percentage,
    Set<Long> unpriced) {
  public PortfolioChange {
    unpriced = Set.copyOf(unpriced);
  }

  /// Computes the change.
  ///
  /// @param transactions of the account, in any order
  /// @param then the prices at that time, by the instruments' numbers
  /// @param now the prices now
  public static PortfolioChange of(
      Collection<Transaction> transactions,
      Instant since,
      Map<Long, BigDecimal> then,
      Map<Long, BigDecimal> now) {
    Map<Long, List<Transaction>> byInstrument =
        transactions.stream().collect(Collectors.groupingBy(Transaction::instrumentId));
    BigDecimal change = BigDecimal.ZERO;
    BigDecimal base = BigDecimal.ZERO;
    Set<Long> unpriced = new TreeSet<>();
    boolean any = false;
    for (Map.Entry<Long, List<Transaction>> one : byInstrument.entrySet()) {
      long id = one.getKey();
      Amounts amounts = Amounts.of(id, one.getValue(), since);
      if (amounts.areZero()) continue;
      BigDecimal before = worth(amounts.held(), then.get(id));
      BigDecimal after = worth(amounts.left(), now.get(id));
      if (before == null || after == null) {
        unpriced.add(id);
        continue;
      }
      any = true;
      change = change.add(after).subtract(before).subtract(amounts.put()).add(amounts.taken());
      base = base.add(before).add(amounts.put());
    }
    boolean known = any || unpriced.isEmpty();
    return new PortfolioChange(
        since, known ? change : null, known ? ValuedHolding.percent(change, base) : null, unpriced);
  }

  /// Returns the value of a quantity; null when it is not 0 and has no price.
  private static @Nullable BigDecimal worth(BigDecimal quantity, @Nullable BigDecimal price) {
    if (quantity.signum() == 0) return BigDecimal.ZERO;
    return price == null ? null : quantity.multiply(price);
  }

  /// What happened to an instrument.
  ///
  /// @param held the quantity then
  /// @param left the quantity now
  /// @param put what was paid since
  /// @param taken the proceeds since
  private record Amounts(BigDecimal held, BigDecimal left, BigDecimal put, BigDecimal taken) {
    static Amounts of(long id, List<Transaction> transactions, Instant since) {
      List<Transaction> before =
          transactions.stream().filter(one -> !one.executedAt().isAfter(since)).toList();
      BigDecimal put = BigDecimal.ZERO;
      BigDecimal taken = BigDecimal.ZERO;
      for (Transaction one : transactions) {
        if (!one.executedAt().isAfter(since)) continue;
        if (one.kind() == Transaction.Kind.SELL) taken = taken.add(one.amount());
        else put = put.add(one.amount());
      }
      return new Amounts(quantity(id, before), quantity(id, transactions), put, taken);
    }

    private static BigDecimal quantity(long id, List<Transaction> transactions) {
      Holding holding = Replay.of(transactions, CostMethod.AVERAGE).get(id);
      return holding == null ? BigDecimal.ZERO : holding.quantity();
    }

    boolean areZero() {
      return held.signum() == 0 && left.signum() == 0 && put.signum() == 0 && taken.signum() == 0;
    }
  }
}
