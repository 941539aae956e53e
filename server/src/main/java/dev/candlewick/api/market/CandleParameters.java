package dev.candlewick.api.market;

import dev.candlewick.api.http.ValuesOf;
import dev.candlewick.api.http.WholeNumber;
import dev.candlewick.market.Interval;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/// The query of a list of candles, as text.
public final class CandleParameters {
  static final int DEFAULT_LIMIT = 100;
  static final int MAX_LIMIT = 1000;
  static final long MAX_OFFSET = Long.MAX_VALUE / 4;

  /// The directions a list is sorted in, by open time.
  enum SortOrder {
    ASC,
    DESC;

    /// As it is written: `asc`.
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  @RestQuery
  @Parameter(description = "BTCUSDT, BTC/USDT, BTC or bitcoin", example = "BTCUSDT")
  @Nullable String symbol;

  @RestQuery
  @ValuesOf(Interval.class)
  @Parameter(description = "Length of a candle, case-sensitive", example = "1h")
  @Nullable String interval;

  @RestQuery
  @Parameter(description = "First open time, inclusive; a date or a time", example = "2021-01-01")
  @Nullable String from;

  @RestQuery
  @Parameter(description = "Last open time, inclusive; a date or a time", example = "2021-01-02")
  @Nullable String to;

  @RestQuery
  @WholeNumber(min = 1, max = MAX_LIMIT, defaultValue = DEFAULT_LIMIT)
  @Parameter(description = "Most rows of the response", example = "100")
  @Nullable String limit;

  @RestQuery
  @WholeNumber(min = 0, max = MAX_OFFSET, defaultValue = 0)
  @Parameter(description = "Rows to skip", example = "0")
  @Nullable String offset;

  @RestQuery
  @ValuesOf(SortOrder.class)
  @Parameter(description = "By open time; newest first by default", example = "desc")
  @Nullable String order;

  @RestQuery
  @Parameter(
      description =
          "One source only: a venue, or posted; by default a venue's row before a posted one",
      example = "binance")
  @Nullable String provider;
}
