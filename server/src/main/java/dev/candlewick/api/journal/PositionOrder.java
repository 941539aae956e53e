package dev.candlewick.api.journal;

import dev.candlewick.api.http.FieldReader;
import dev.candlewick.api.http.ValuesOf;
import dev.candlewick.market.QuotedText;
import dev.candlewick.store.ledger.PositionPage;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/// The order of a list of positions, as text.
public final class PositionOrder {
  @RestQuery
  @ValuesOf(SortKey.class)
  @Parameter(
      description =
          "The record, the time of opening, the time of closing, or the result; recorded by default",
      example = "closed")
  @Nullable String sort;

  @RestQuery
  @ValuesOf(Direction.class)
  @Parameter(description = "The largest first by default", example = "desc")
  @Nullable String order;

  enum SortKey {
    RECORDED(PositionPage.Sort.RECORDED),
    OPENED(PositionPage.Sort.OPENED),
    CLOSED(PositionPage.Sort.CLOSED),
    RESULT(PositionPage.Sort.RESULT);

    private final PositionPage.Sort sort;

    SortKey(PositionPage.Sort sort) {
      this.sort = sort;
    }

    /// As it is written: `closed`.
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  enum Direction {
    ASC,
    DESC;

    /// As it is written: `asc`.
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /// Returns the request for a page in this order.
  PositionPage.Request applyTo(FieldReader reader, PositionPage.Request page) {
    SortKey key = choice(reader, "query.sort", sort, SortKey.RECORDED);
    Direction direction = choice(reader, "query.order", order, Direction.DESC);
    return new PositionPage.Request(
        page.after(), page.limit(), key.sort, direction == Direction.ASC);
  }

  private static <E extends Enum<E>> E choice(
      FieldReader reader, String field, @Nullable String given, E otherwise) {
    String text = FieldReader.blankToNull(given);
    if (text == null) return otherwise;
    List<E> values = Arrays.asList(otherwise.getDeclaringClass().getEnumConstants());
    for (E value : values) {
      if (value.toString().equals(text)) return value;
    }
    reader.add(field, "must be one of " + values + "; got " + QuotedText.of(text));
    return otherwise;
  }
}
