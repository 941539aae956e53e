package dev.candlewick.api.market;

import dev.candlewick.api.http.WholeNumber;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/// The query of a list of prices, as text.
public final class PriceParameters {
  static final int DEFAULT_LIMIT = 100;
  static final int MAX_LIMIT = 1000;

  @RestQuery
  @Parameter(description = "An instrument: bitcoin, BTC or id:bitcoin", example = "bitcoin")
  @Nullable String symbol;

  @RestQuery("from_date")
  @Parameter(
      name = "from_date",
      description = "First time, inclusive; a date or a time",
      example = "2025-01-01")
  @Nullable String fromDate;

  @RestQuery("to_date")
  @Parameter(
      name = "to_date",
      description = "Last time, inclusive; a date or a time, and a date includes its whole day",
      example = "2025-12-31")
  @Nullable String toDate;

  @RestQuery
  @WholeNumber(min = 1, max = MAX_LIMIT, defaultValue = DEFAULT_LIMIT)
  @Parameter(description = "Rows of a page", example = "100")
  @Nullable String limit;

  @RestQuery
  @Parameter(
      description = "The number of a page, or last",
      schema = @Schema(type = SchemaType.STRING, pattern = "^([1-9][0-9]{0,11}|last)$"),
      example = "1")
  @Nullable String page;
}
