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
/// @param tag one of the position's tags, exactly
/// @param from of the opening, inclusive
/// @param to of the opening, inclusive
/// @param closedFrom of the closing, inclusive; open positions are left out
/// @param closedTo of the closing, inclusive; open positions are left out
public record PositionFilter(
    Position.@Nullable Status status,
    @Nullable String symbol,
    @Nullable Side side,
    @Nullable String tag,
    @Nullable Instant from,
    @Nullable Instant to,
    @Nullable Instant closedFrom,
    @Nullable Instant closedTo) {
  private static final String SYMBOL =
      " and base = split_part(:symbol, '/', 1) and quote = split_part(:symbol, '/', 2)";

  /// A filter that accepts all positions.
  public static final PositionFilter ALL =
      new PositionFilter(null, null, null, null, null, null, null, null);

  /// A filter that accepts all positions of a status.
  public static PositionFilter ofStatus(Position.Status status) {
    return new PositionFilter(status, null, null, null, null, null, null, null);
  }

  /// Returns only the conditions that filter, so that the query plan fits them.
  String conditions() {
    return condition(status, " and status = :status")
        + condition(symbol, SYMBOL)
        + condition(side, " and side = :side")
        + condition(tag, " and :tag = any (tags)")
        + condition(from, " and " + PositionRows.OPENED + " >= :from")
        + condition(to, " and " + PositionRows.OPENED + " <= :to")
        + condition(closedFrom, " and closed_at >= :closedFrom")
        + condition(closedTo, " and closed_at <= :closedTo");
  }

  private static String condition(@Nullable Object value, String sql) {
    return value == null ? "" : sql;
  }

  <S extends SqlStatement<S>> S bindTo(S statement) {
    if (status != null) statement.bind("status", status.name());
    if (symbol != null) statement.bind("symbol", symbol);
    if (side != null) statement.bind("side", side.name());
    if (tag != null) statement.bind("tag", tag);
    bindTime(statement, "from", from);
    bindTime(statement, "to", to);
    bindTime(statement, "closedFrom", closedFrom);
    bindTime(statement, "closedTo", closedTo);
    return statement;
  }

  private static void bindTime(SqlStatement<?> statement, String name, @Nullable Instant time) {
    if (time != null) statement.bind(name, Times.utc(time));
  }
}
