package dev.candlewick.api.market;

import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/// The query of a list of prints, as text.
public final class PrintParameters {
  @RestQuery
  @Parameter(description = "BTCUSDT, BTC/USDT, BTC or bitcoin", example = "BTCUSDT")
  @Nullable String symbol;

  @RestQuery
  @Parameter(description = "first time, inclusive", example = "2025-01-01")
  @Nullable String from;

  @RestQuery
  @Parameter(description = "last time, inclusive", example = "2025-01-02")
  @Nullable String to;

  @RestQuery
  @Parameter(description = "1 to 1000, default 50", example = "50")
  @Nullable String limit;

  @RestQuery
  @Parameter(description = "rows to skip", example = "0")
  @Nullable String offset;

  /// Whether the query says anything.
  public boolean any() {
    return symbol != null || from != null || to != null || limit != null || offset != null;
  }
}
