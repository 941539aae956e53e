package dev.candlewick.api.market;

import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/// The query of a list of candles, as text.
public final class CandleParameters {
  @RestQuery
  @Parameter(description = "BTCUSDT, BTC/USDT, BTC or bitcoin", example = "BTCUSDT")
  @Nullable String symbol;

  @RestQuery
  @Parameter(description = "1s to 1M, case-sensitive", example = "1h")
  @Nullable String interval;

  @RestQuery
  @Parameter(description = "first open time, inclusive", example = "2021-01-01")
  @Nullable String from;

  @RestQuery
  @Parameter(description = "last open time, inclusive", example = "2021-01-02")
  @Nullable String to;

  @RestQuery
  @Parameter(description = "1 to 1000", example = "100")
  @Nullable String limit;

  @RestQuery
  @Parameter(description = "rows to skip", example = "0")
  @Nullable String offset;

  @RestQuery
  @Parameter(description = "desc (default) or asc", example = "desc")
  @Nullable String order;

  @RestQuery
  @Parameter(
      description = "one source only: binance, posted, simulated; without it the best there is",
      example = "binance")
  @Nullable String provider;
}
