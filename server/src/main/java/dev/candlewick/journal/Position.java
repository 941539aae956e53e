package dev.candlewick.journal;

import dev.candlewick.market.Print.Side;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A position of a journal: opened once, closed at most once and as a whole. Its result is computed
/// and never stored.
///
/// @param id above 0; a later position has a larger one
/// @param exit null while it is open
public record Position(long id, Terms terms, @Nullable Exit exit, Instant createdAt) {
  public Position {
    if (id <= 0) throw new IllegalArgumentException("a position's id must be above 0, not " + id);
  }

  /// The end of a position.
  ///
  /// @param price in the quote currency, 0 or more, within the bounds of `Decimals`
  public record Exit(BigDecimal price, Instant at) {
    public Exit {
      Terms.requireBounded("exit price", price);
    }
  }

  /// The status of a position; only an open one can be changed and closed.
  public enum Status {
    OPEN,
    CLOSED
  }

  public Status status() {
    return exit == null ? Status.OPEN : Status.CLOSED;
  }

  /// Returns the profit in the quote currency, exact; null while the position is open.
  public @Nullable BigDecimal realizedPnl() {
    return exit == null ? null : pnl(exit.price());
  }

  /// Returns the profit in the quote currency if the position were closed now, exact; null when it
  /// is closed.
  ///
  /// @param price in the quote currency
  public @Nullable BigDecimal unrealizedPnl(BigDecimal price) {
    return exit == null ? pnl(price) : null;
  }

  private BigDecimal pnl(BigDecimal end) {
    BigDecimal risen = end.subtract(terms.entryPrice());
    BigDecimal gained = terms.side() == Side.BUY ? risen : risen.negate();
    return gained.multiply(terms.quantity());
  }
}
