package dev.candlewick.api.journal;

import dev.candlewick.api.http.FieldReader;
import dev.candlewick.api.http.WholeNumber;
import dev.candlewick.store.ledger.PositionPage;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/// The page of a list of positions, as text.
public final class PositionPaging {
  static final int MAX_LIMIT = 1000;

  @RestQuery
  @WholeNumber(min = 1, max = MAX_LIMIT, defaultValue = MAX_LIMIT)
  @Parameter(description = "Most rows of the response", example = "100")
  @Nullable String limit;

  @RestQuery
  @WholeNumber(min = 1)
  @Parameter(
      description =
          "The id of the last position of the page before; the Link header has the next one")
  @Nullable String cursor;

  /// The newest positions, or those recorded before the one of the cursor.
  PositionPage.Request page(FieldReader reader) {
    String after = FieldReader.blankToNull(cursor);
    return PositionPage.Request.newest(
        after == null ? null : reader.integer("query.cursor", after, 1, 1, Long.MAX_VALUE),
        (int)
            reader.integer("query.limit", FieldReader.blankToNull(limit), MAX_LIMIT, 1, MAX_LIMIT));
  }
}
