package dev.candlewick.api.journal;

import dev.candlewick.api.http.FieldReader;
import dev.candlewick.api.http.ValuesOf;
import dev.candlewick.api.http.WholeNumber;
import dev.candlewick.catalog.Symbols;
import dev.candlewick.journal.Position.Status;
import dev.candlewick.market.Print.Side;
import dev.candlewick.market.QuotedText;
import dev.candlewick.store.ledger.PositionFilter;
import dev.candlewick.store.ledger.PositionPage;
import java.time.Instant;
import java.util.Arrays;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/// The query of a list of positions, as text.
public final class PositionParameters {
  static final int MAX_LIMIT = 1000;

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

  @RestQuery
  @WholeNumber(min = 1, max = MAX_LIMIT, defaultValue = MAX_LIMIT)
  @Parameter(description = "Most rows of the response", example = "100")
  @Nullable String limit;

  @RestQuery
  @WholeNumber(min = 1)
  @Parameter(description = "Only positions with a smaller id; the Link header has the next one")
  @Nullable String cursor;

  PositionFilter filter(FieldReader reader, Symbols symbols) {
    Instant first = reader.time("query.from", FieldReader.blankToNull(from));
    Instant last = reader.inclusiveEnd("query.to", FieldReader.blankToNull(to));
    reader.requireOrdered("query.from", first, last);
    return new PositionFilter(
        oneOf(reader, "query.status", Status.class, FieldReader.blankToNull(status)),
        symbols.journalSymbolInFilter(FieldReader.blankToNull(symbol)),
        oneOf(reader, "query.trade_type", Side.class, FieldReader.blankToNull(tradeType)),
        first,
        last);
  }

  PositionPage.Request page(FieldReader reader) {
    long before =
        reader.integer(
            "query.cursor", FieldReader.blankToNull(cursor), Long.MAX_VALUE, 1, Long.MAX_VALUE);
    return new PositionPage.Request(
        before,
        (int)
            reader.integer("query.limit", FieldReader.blankToNull(limit), MAX_LIMIT, 1, MAX_LIMIT));
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
