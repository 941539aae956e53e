package dev.candlewick.api.journal;

import dev.candlewick.api.http.DecimalText;
import dev.candlewick.journal.Position;
import dev.candlewick.journal.Position.Exit;
import dev.candlewick.journal.Position.Status;
import dev.candlewick.journal.Terms;
import dev.candlewick.market.Decimals;
import dev.candlewick.market.Print.Side;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A position as document 003 shows it, with the time of the trade and its remarks. Decimals are
/// strings with eight decimals or more.
///
/// @param exitPrice null while it is open
/// @param realizedPnl exact, in the quote currency; null while it is open
/// @param createdAt when it was recorded
/// @param closedAt null while it is open
/// @param openedAt the time of the trade; that of the record unless stated
/// @param notes empty without any
public record PositionView(
    long id,
    String symbol,
    @DecimalText String entryPrice,
    @DecimalText String quantity,
    Side tradeType,
    Status status,
    @DecimalText @Nullable String exitPrice,
    @DecimalText @Nullable String realizedPnl,
    Instant createdAt,
    @Nullable Instant closedAt,
    Instant openedAt,
    String notes,
    List<String> tags) {
  public PositionView {
    tags = List.copyOf(tags);
  }

  private static final int MIN_DECIMALS = 8;

  static PositionView of(Position position) {
    Terms terms = position.terms();
    Exit exit = position.exit();
    BigDecimal result = position.realizedPnl();
    return new PositionView(
        position.id(),
        terms.symbol().toString(),
        text(terms.entryPrice()),
        text(terms.quantity()),
        terms.side(),
        position.status(),
        exit == null ? null : text(exit.price()),
        result == null ? null : text(result),
        position.createdAt(),
        exit == null ? null : exit.at(),
        position.openedAt(),
        position.remarks().notes(),
        position.remarks().tags());
  }

  static String text(BigDecimal value) {
    return Decimals.padded(value, MIN_DECIMALS);
  }
}
