package dev.candlewick.portfolio;

import dev.candlewick.ledger.CostMethod;
import dev.candlewick.ledger.Holding;
import dev.candlewick.ledger.Replay;
import dev.candlewick.ledger.Transaction;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// The value of an account's holdings over time, in US dollars, exact.
public record PortfolioHistory(List<Point> points) {
  public PortfolioHistory {
    points = List.copyOf(points);
  }

  /// The value at a time.
  ///
  /// @param value the sum of what has a price; 0 when nothing is held, null when nothing that is
  ///   held has a price
  /// @param cost of the holdings that have a price
  /// @param unpriced the numbers of the instruments that are held and have no price; they are in
  ///   neither sum
  public record Point(
      Instant time, @Nullable BigDecimal value, BigDecimal cost, Set<Long> unpriced) {
    public Point {
      unpriced = Set.copyOf(unpriced);
    }
  }

  /// The prices of instruments at the times, by their numbers.
  @FunctionalInterface
  public interface Prices {
    /// Returns the price of an instrument at the time of this index; null when none is known.
    @Nullable BigDecimal at(int index, long instrumentId);
  }

  /// Values the holdings at each time.
  ///
  /// @param transactions of the account, in any order
  /// @param times ascending
  public static PortfolioHistory of(
      Collection<Transaction> transactions, List<Instant> times, Prices prices) {
    List<Transaction> inOrder = transactions.stream().sorted(Transaction.ORDER).toList();
    Map<Long, List<Transaction>> executed = new TreeMap<>();
    Map<Long, Holding> holdings = new TreeMap<>();
    List<Point> points = new ArrayList<>();
    int next = 0;
    for (int index = 0; index < times.size(); index++) {
      Instant time = times.get(index);
      Map<Long, List<Transaction>> changed = new TreeMap<>();
      for (; next < inOrder.size() && !inOrder.get(next).executedAt().isAfter(time); next++) {
        Transaction transaction = inOrder.get(next);
        List<Transaction> all =
            executed.computeIfAbsent(transaction.instrumentId(), id -> new ArrayList<>());
        all.add(transaction);
        changed.put(transaction.instrumentId(), all);
      }
      changed.values().forEach(all -> holdings.putAll(Replay.of(all, CostMethod.AVERAGE)));
      points.add(point(time, index, holdings.values(), prices));
    }
    return new PortfolioHistory(points);
  }

  private static Point point(Instant time, int index, Collection<Holding> holdings, Prices prices) {
    BigDecimal value = BigDecimal.ZERO;
    BigDecimal cost = BigDecimal.ZERO;
    Set<Long> unpriced = new TreeSet<>();
    boolean priced = false;
    for (Holding holding : holdings) {
      if (holding.flat()) continue;
      BigDecimal price = prices.at(index, holding.instrumentId());
      if (price == null) {
        unpriced.add(holding.instrumentId());
        continue;
      }
      priced = true;
      value = value.add(holding.quantity().multiply(price));
      cost = cost.add(holding.cost());
    }
    return new Point(time, priced || unpriced.isEmpty() ? value : null, cost, unpriced);
  }
}
