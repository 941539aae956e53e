package dev.candlewick.journal;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The open positions of a journal at prices. One without a price has a reason, and is left out of
/// the total of its quote.
///
/// @param positions the newest first
/// @param count number of open positions; above the size of `positions` when the oldest were left
///   out
public record OpenPositions(List<Priced> positions, long count) {
  /// An open position at a price.
  ///
  /// @param price in exactly the quote of the position; null when none is known
  /// @param priceTime time of the price; null without one
  /// @param reason why there is no price; null when there is one
  public record Priced(
      Position position,
      @Nullable BigDecimal price,
      @Nullable Instant priceTime,
      @Nullable String reason) {
    public static Priced at(Position position, BigDecimal price, Instant time) {
      return new Priced(position, price, time, null);
    }

    public static Priced unpriced(Position position, String reason) {
      return new Priced(position, null, null, reason);
    }

    /// Returns the result in the quote currency, exact; null without a price.
    public @Nullable BigDecimal unrealizedPnl() {
      return price == null ? null : position.unrealizedPnl(price);
    }
  }

  public OpenPositions {
    positions = List.copyOf(positions);
    if (count < positions.size()) {
      throw new IllegalArgumentException(positions.size() + " of " + count + " open positions");
    }
  }

  /// Returns the number of oldest positions that are neither here nor in the totals.
  public long leftOut() {
    return count - positions.size();
  }

  /// Returns the exact sum for each quote, of the positions that have a price; null when none of
  /// that quote has one. Amounts in different quotes are never added up.
  public Map<String, @Nullable BigDecimal> unrealizedPnl() {
    Map<String, @Nullable BigDecimal> totals = new TreeMap<>();
    for (Priced one : positions) {
      String quote = one.position().terms().symbol().quote();
      totals.put(quote, sum(totals.get(quote), one.unrealizedPnl()));
    }
    return Collections.unmodifiableMap(totals);
  }

  private static @Nullable BigDecimal sum(@Nullable BigDecimal one, @Nullable BigDecimal two) {
    if (one == null) return two;
    return two == null ? one : one.add(two);
  }
}
