package dev.candlewick.journal;

import dev.candlewick.market.Print.Side;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A position of a journal: opened once and closed as a whole; a closed one can be corrected and
/// opened again. Its result is computed and never stored.
///
/// @param id above 0; a position recorded later has a larger one
/// @param exit null while it is open
/// @param openedAt the time of the trade, which its owner may state
/// @param createdAt when it was recorded
public record Position(
    long id,
    Terms terms,
    @Nullable Exit exit,
    Instant openedAt,
    Remarks remarks,
    Instant createdAt) {
  public Position {
    if (id <= 0) throw new IllegalArgumentException("a position's id must be above 0, not " + id);
    if (exit != null && exit.at().isBefore(openedAt)) {
      throw new IllegalArgumentException(
          "position " + id + " was opened at " + openedAt + " and closed before, at " + exit.at());
    }
  }

  /// The end of a position.
  ///
  /// @param price in the quote currency, 0 or more, within the bounds of `Decimals`
  public record Exit(BigDecimal price, Instant at) {
    public Exit {
      Terms.requireBounded("exit price", price);
    }
  }

  /// The status of a position.
  public enum Status {
    OPEN,
    CLOSED
  }

  /// Returns the position without its end.
  public Position reopened() {
    return new Position(id, terms, null, openedAt, remarks, createdAt);
  }

  public Status status() {
    return exit == null ? Status.OPEN : Status.CLOSED;
  }

  /// Returns the time between opening and closing; null while the position is open.
  public @Nullable Duration holdingTime() {
    return exit == null ? null : Duration.between(openedAt, exit.at());
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
