package dev.candlewick.api.market;

import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/// The query of a fetch, as text.
public final class FetchParameters {
  @RestQuery
  @Parameter(description = "default 15m", example = "1h")
  @Nullable String interval;

  @RestQuery("start_date")
  @Parameter(name = "start_date", description = "default 2020-01-01", example = "2021-01-01")
  @Nullable String startDate;

  @RestQuery("end_date")
  @Parameter(name = "end_date", description = "default now", example = "2021-02-01")
  @Nullable String endDate;

  @RestQuery("max_candles")
  @Parameter(name = "max_candles", description = "1 to 100000, default 1000", example = "500")
  @Nullable String maxCandles;

  @RestQuery
  @Parameter(description = "binance (default), coinbase, kraken or simulated", example = "binance")
  @Nullable String provider;
}
