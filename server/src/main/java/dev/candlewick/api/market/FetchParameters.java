package dev.candlewick.api.market;

import dev.candlewick.api.http.ValuesOf;
import dev.candlewick.api.http.WholeNumber;
import dev.candlewick.market.Interval;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/// The query of a fetch, as text.
public final class FetchParameters {
  static final int MAX_CANDLES = 100_000;

  @RestQuery
  @ValuesOf(Interval.class)
  @Parameter(description = "Length of a candle; DEFAULT_INTERVAL (15m) by default", example = "1h")
  @Nullable String interval;

  @RestQuery("start_date")
  @Parameter(
      name = "start_date",
      description = "First open time; 2020-01-01 by default",
      example = "2021-01-01")
  @Nullable String startDate;

  @RestQuery("end_date")
  @Parameter(
      name = "end_date",
      description = "Last open time; now by default",
      example = "2021-02-01")
  @Nullable String endDate;

  @RestQuery("max_candles")
  @WholeNumber(min = 1, max = MAX_CANDLES)
  @Parameter(
      name = "max_candles",
      description = "Most candles to fetch; MAX_CANDLES (1000) by default",
      example = "500")
  @Nullable String maxCandles;

  @RestQuery
  @Parameter(
      description = "The venue: binance (default), coinbase, kraken or simulated",
      example = "binance")
  @Nullable String provider;
}
