package dev.candlewick.api.market;

import dev.candlewick.api.http.WholeNumber;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/// The query of a list of prints, as text.
public final class PrintParameters {
  static final int DEFAULT_LIMIT = 50;
  static final int MAX_LIMIT = 1000;
  static final long MAX_OFFSET = Long.MAX_VALUE / 4;

  @RestQuery
  @Parameter(description = "BTCUSDT, BTC/USDT, BTC or bitcoin", example = "BTCUSDT")
  @Nullable String symbol;

  @RestQuery
  @Parameter(description = "First time, inclusive; a date or a time", example = "2025-01-01")
  @Nullable String from;

  @RestQuery
  @Parameter(description = "Last time, inclusive; a date or a time", example = "2025-01-02")
  @Nullable String to;

  @RestQuery
  @WholeNumber(min = 1, max = MAX_LIMIT, defaultValue = DEFAULT_LIMIT)
  @Parameter(description = "Most rows of the response", example = "50")
  @Nullable String limit;

  @RestQuery
  @WholeNumber(min = 0, max = MAX_OFFSET, defaultValue = 0)
  @Parameter(description = "Rows to skip", example = "0")
  @Nullable String offset;

  /// Whether the query has any parameter.
  public boolean any() {
    return symbol != null || from != null || to != null || limit != null || offset != null;
  }
}
