package dev.candlewick.api.chart;

import dev.candlewick.api.http.ValuesOf;
import dev.candlewick.api.http.WholeNumber;
import dev.candlewick.series.Frequency;
import jakarta.ws.rs.core.HttpHeaders;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/// The query of a market chart, as text.
public final class ChartParameters {
  static final int MAX_DAYS = 1_000_000;
  static final int MIN_WINDOW = 1;
  static final int MIN_VOLATILITY_WINDOW = 2;

  @RestQuery
  @WholeNumber(min = 1, max = MAX_DAYS)
  @Parameter(description = "Days up to now", required = true, example = "30")
  @Nullable String days;

  @RestQuery
  @Parameter(
      description =
          "coingecko, binance, kraken, coinbase or simulated; stored: no request to a venue; auto:"
              + " what is stored, then the venues in order",
      required = true,
      example = "coingecko")
  @Nullable String provider;

  @RestQuery
  @ValuesOf(Frequency.class)
  @Parameter(description = "Resamples to the last price of each period", example = "daily")
  @Nullable String frequency;

  @RestQuery("window_size")
  @WholeNumber(min = MIN_WINDOW, max = Integer.MAX_VALUE)
  @Parameter(
      name = "window_size",
      description = "Rows of the rolling mean; at most the rows there are",
      example = "10")
  @Nullable String windowSize;

  @RestQuery("volatility_window")
  @WholeNumber(min = MIN_VOLATILITY_WINDOW, max = Integer.MAX_VALUE)
  @Parameter(
      name = "volatility_window",
      description = "Rows of the sample deviation of the fractional returns",
      example = "20")
  @Nullable String volatilityWindow;

  @RestQuery("normalize_base")
  @Parameter(
      name = "normalize_base",
      description = "Scales the prices so that the first one has this value",
      schema = @Schema(type = SchemaType.NUMBER, format = "double"),
      example = "100")
  @Nullable String normalizeBase;

  @RestQuery
  @Parameter(description = "First time, inclusive; a date is its midnight in UTC")
  @Nullable String start;

  @RestQuery
  @Parameter(description = "Last time, inclusive; a date is its midnight in UTC")
  @Nullable String end;

  @RestHeader(HttpHeaders.IF_NONE_MATCH)
  @Parameter(description = "The ETag of a response that the client has; 304 while it is valid")
  @Nullable String ifNoneMatch;

  /// All parameters as one text, the key of a cached response.
  String key() {
    return String.join(
        "\n",
        orEmpty(days),
        orEmpty(provider),
        orEmpty(frequency),
        orEmpty(windowSize),
        orEmpty(volatilityWindow),
        orEmpty(normalizeBase),
        orEmpty(start),
        orEmpty(end));
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }
}
