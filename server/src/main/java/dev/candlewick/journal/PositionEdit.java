package dev.candlewick.journal;

import dev.candlewick.journal.Position.Exit;
import dev.candlewick.market.Print.Side;
import dev.candlewick.market.Symbol;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// New values of a position; null leaves a value unchanged.
///
/// @param exitPrice only of a closed position
/// @param closedAt only of a closed position
public record PositionEdit(
    @Nullable Symbol symbol,
    @Nullable Side side,
    @Nullable BigDecimal quantity,
    @Nullable BigDecimal entryPrice,
    @Nullable Instant openedAt,
    @Nullable BigDecimal exitPrice,
    @Nullable Instant closedAt,
    @Nullable String notes,
    @Nullable List<String> tags) {
  /// Returns the changed position.
  ///
  /// @throws PositionException when an open position would get an end, or a position would be
  ///   closed before it was opened
  public Position applyTo(Position position) {
    Terms terms = position.terms();
    Remarks remarks = position.remarks();
    return checked(
        position.id(),
        new Terms(
            otherwise(symbol, terms.symbol()),
            otherwise(side, terms.side()),
            otherwise(quantity, terms.quantity()),
            otherwise(entryPrice, terms.entryPrice())),
        exit(position),
        otherwise(openedAt, position.openedAt()),
        new Remarks(otherwise(notes, remarks.notes()), otherwise(tags, remarks.tags())),
        position.createdAt());
  }

  private @Nullable Exit exit(Position position) {
    Exit exit = position.exit();
    if (exit != null) {
      return new Exit(otherwise(exitPrice, exit.price()), otherwise(closedAt, exit.at()));
    }
    if (exitPrice == null && closedAt == null) return null;
    throw new PositionException(
        exitPrice == null ? "closed_at" : "exit_price",
        "is of a closed trade, and this one is open; close it first");
  }

  private static <T> T otherwise(@Nullable T changed, T unchanged) {
    return Objects.requireNonNullElse(changed, unchanged);
  }

  /// Returns an open position, closed.
  ///
  /// @param at null for the present
  /// @throws PositionException when it would be closed before it was opened
  public static Position close(
      Position open, BigDecimal price, @Nullable Instant at, Instant present) {
    // A position opened by another clock may be younger than the present of this one.
    Instant latest = present.isBefore(open.openedAt()) ? open.openedAt() : present;
    return checked(
        open.id(),
        open.terms(),
        new Exit(price, at == null ? latest : at),
        open.openedAt(),
        open.remarks(),
        open.createdAt());
  }

  private static Position checked(
      long id,
      Terms terms,
      @Nullable Exit exit,
      Instant openedAt,
      Remarks remarks,
      Instant createdAt) {
    if (exit != null && exit.at().isBefore(openedAt)) {
      throw new PositionException(
          "closed_at", "must not be before the opening at " + openedAt + "; got " + exit.at());
    }
    return new Position(id, terms, exit, openedAt, remarks, createdAt);
  }
}
