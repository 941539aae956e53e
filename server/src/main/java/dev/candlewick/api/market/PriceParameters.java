package dev.candlewick.api.market;

import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/// The query of a list of prices, as text.
public final class PriceParameters {
  @RestQuery
  @Parameter(description = "an instrument: bitcoin, BTC, id:bitcoin", example = "bitcoin")
  @Nullable String symbol;

  @RestQuery("from_date")
  @Parameter(name = "from_date", description = "first time, inclusive", example = "2025-01-01")
  @Nullable String fromDate;

  @RestQuery("to_date")
  @Parameter(
      name = "to_date",
      description = "last time, inclusive; a date includes its whole day",
      example = "2025-12-31")
  @Nullable String toDate;

  @RestQuery
  @Parameter(description = "rows of a page, 1 to 1000, default 100", example = "100")
  @Nullable String limit;

  @RestQuery
  @Parameter(description = "1 and up, or last", example = "1")
  @Nullable String page;
}
