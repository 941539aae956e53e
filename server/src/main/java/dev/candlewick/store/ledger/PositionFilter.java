package dev.candlewick.store.ledger;

import dev.candlewick.journal.Position;
import dev.candlewick.market.Print.Side;
import dev.candlewick.store.Times;
import java.time.Instant;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jspecify.annotations.Nullable;

/// A filter of a journal's positions; a null component does not filter.
///
/// @param symbol as it is written: `BTC/USDT`
/// @param from of the opening, inclusive
/// @param to of the opening, inclusive
public record PositionFilter(
    Position.@Nullable Status status,
    @Nullable String symbol,
    @Nullable Side side,
    @Nullable Instant from,
    @Nullable Instant to) {
  private static final String SYMBOL =
      " and base = split_part(:symbol, '/', 1) and quote = split_part(:symbol, '/', 2)";

  /// A filter that accepts all positions.
  public static final PositionFilter ALL = new PositionFilter(null, null, null, null, null);

  /// Returns only the conditions that filter, so that the query plan fits them.
  String conditions() {
    return (status == null ? "" : " and status = :status")
        + (symbol == null ? "" : SYMBOL)
        + (side == null ? "" : " and side = :side")
        + (from == null ? "" : " and created_at >= :from")
        + (to == null ? "" : " and created_at <= :to");
  }

  <S extends SqlStatement<S>> S bindTo(S statement) {
    if (status != null) statement.bind("status", status.name());
    if (symbol != null) statement.bind("symbol", symbol);
    if (side != null) statement.bind("side", side.name());
    if (from != null) statement.bind("from", Times.utc(from));
    if (to != null) statement.bind("to", Times.utc(to));
    return statement;
  }
}
