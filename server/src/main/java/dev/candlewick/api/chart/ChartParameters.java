package dev.candlewick.api.chart;

import jakarta.ws.rs.core.HttpHeaders;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/// The query of a market chart, as text.
public final class ChartParameters {
  @RestQuery
  @Parameter(description = "whole days up to now, above 0", required = true, example = "30")
  @Nullable String days;

  @RestQuery
  @Parameter(
      description =
          "coingecko, binance, kraken, coinbase, simulated; stored: no venue is asked; auto: the store,"
              + " then the venues in order",
      required = true,
      example = "coingecko")
  @Nullable String provider;

  @RestQuery
  @Parameter(description = "daily, weekly, monthly or yearly", example = "daily")
  @Nullable String frequency;

  @RestQuery("window_size")
  @Parameter(name = "window_size", description = "of the rolling mean", example = "10")
  @Nullable String windowSize;

  @RestQuery("volatility_window")
  @Parameter(
      name = "volatility_window",
      description = "of the sample deviation of the fractional returns, at least 2",
      example = "20")
  @Nullable String volatilityWindow;

  @RestQuery("normalize_base")
  @Parameter(name = "normalize_base", description = "what the first price becomes", example = "100")
  @Nullable String normalizeBase;

  @RestQuery
  @Parameter(description = "first time, inclusive; a date is its midnight UTC")
  @Nullable String start;

  @RestQuery
  @Parameter(description = "last time, inclusive; a date is its midnight UTC")
  @Nullable String end;

  @RestHeader(HttpHeaders.IF_NONE_MATCH)
  @Parameter(hidden = true)
  @Nullable String ifNoneMatch;

  /// All that was asked, for telling one question from another.
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
