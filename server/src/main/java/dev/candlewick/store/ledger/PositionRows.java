package dev.candlewick.store.ledger;

import dev.candlewick.journal.Position;
import dev.candlewick.journal.Position.Exit;
import dev.candlewick.journal.Remarks;
import dev.candlewick.journal.Terms;
import dev.candlewick.market.Print.Side;
import dev.candlewick.market.Symbol;
import dev.candlewick.store.Times;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jdbi.v3.core.mapper.RowMapper;

/// The rows of positions.
final class PositionRows {
  /// The time of opening.
  static final String OPENED = "coalesce(opened_at, created_at)";

  /// The result; null while a position is open.
  static final String RESULT =
      "quantity * case side when 'BUY' then exit_price - entry_price"
          + " else entry_price - exit_price end";

  static final String COLUMNS =
      "position_id, base, quote, side, quantity, entry_price, exit_price, closed_at, created_at, "
          + OPENED
          + " as opened, notes, tags";

  static final RowMapper<Position> MAPPER = (row, context) -> read(row);

  private PositionRows() {}

  static Position read(ResultSet row) throws SQLException {
    BigDecimal exit = row.getBigDecimal("exit_price");
    return new Position(
        row.getLong("position_id"),
        new Terms(
            new Symbol(row.getString("base"), row.getString("quote")),
            Side.valueOf(row.getString("side")),
            row.getBigDecimal("quantity"),
            row.getBigDecimal("entry_price")),
        exit == null ? null : new Exit(exit, Times.required(row, "closed_at")),
        Times.required(row, "opened"),
        new Remarks(row.getString("notes"), List.of((String[]) row.getArray("tags").getArray())),
        Times.required(row, "created_at"));
  }
}
