package dev.candlewick.api.journal;

import dev.candlewick.api.http.FieldReader;
import dev.candlewick.api.http.ValuesOf;
import dev.candlewick.catalog.Symbols;
import dev.candlewick.journal.Position.Status;
import dev.candlewick.market.Print.Side;
import dev.candlewick.market.QuotedText;
import dev.candlewick.store.ledger.PositionFilter;
import java.time.Instant;
import java.util.Arrays;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/// The filter of positions, as text.
public final class PositionFilters {
  @RestQuery
  @ValuesOf(Status.class)
  @Parameter(description = "Both by default", example = "OPEN")
  @Nullable String status;

  @RestQuery
  @Parameter(description = "BTC/USDT, BTCUSDT, BTC or bitcoin", example = "BTC/USDT")
  @Nullable String symbol;

  @RestQuery("trade_type")
  @ValuesOf(Side.class)
  @Parameter(name = "trade_type", description = "Both by default", example = "BUY")
  @Nullable String tradeType;

  @RestQuery
  @Parameter(
      description = "First time of opening, inclusive; a date or a time",
      example = "2025-01-01")
  @Nullable String from;

  @RestQuery
  @Parameter(
      description =
          "Last time of opening, inclusive; a date or a time, and a date includes its whole day",
      example = "2025-01-02")
  @Nullable String to;

  @RestQuery("closed_from")
  @Parameter(
      name = "closed_from",
      description = "First time of closing, inclusive; a date or a time",
      example = "2025-01-01")
  @Nullable String closedFrom;

  @RestQuery("closed_to")
  @Parameter(
      name = "closed_to",
      description =
          "Last time of closing, inclusive; a date or a time, and a date includes its whole day",
      example = "2025-01-02")
  @Nullable String closedTo;

  @RestQuery
  @Parameter(description = "Only positions with this tag", example = "breakout")
  @Nullable String tag;

  PositionFilter filter(FieldReader reader, Symbols symbols) {
    Instant first = reader.time("query.from", FieldReader.blankToNull(from));
    Instant last = reader.inclusiveEnd("query.to", FieldReader.blankToNull(to));
    reader.requireOrdered("query.from", first, last);
    Instant closedFirst = reader.time("query.closed_from", FieldReader.blankToNull(closedFrom));
    Instant closedLast = reader.inclusiveEnd("query.closed_to", FieldReader.blankToNull(closedTo));
    reader.requireOrdered("query.closed_from", closedFirst, closedLast);
    return new PositionFilter(
        oneOf(reader, "query.status", Status.class, FieldReader.blankToNull(status)),
        symbols.journalSymbolInFilter(FieldReader.blankToNull(symbol)),
        oneOf(reader, "query.trade_type", Side.class, FieldReader.blankToNull(tradeType)),
        FieldReader.blankToNull(tag),
        first,
        last,
        closedFirst,
        closedLast);
  }

  /// A constant by exactly its name; null after a fault.
  static <E extends Enum<E>> @Nullable E oneOf(
      FieldReader reader, String field, Class<E> type, @Nullable String text) {
    if (text == null) return null;
    for (E value : type.getEnumConstants()) {
      if (value.name().equals(text)) return value;
    }
    reader.add(
        field,
        "must be one of "
            + Arrays.toString(type.getEnumConstants())
            + "; got "
            + QuotedText.of(text));
    return null;
  }
}
