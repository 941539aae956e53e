package dev.candlewick.api.chart;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// The responses that `ChartJson` writes, for the API's description. Besides the fields of document
/// 000 they have the provider, the quote, the time of the prices and whether they are stale.
final class ChartViews {
  private ChartViews() {}

  /// Prices over time.
  ///
  /// @param symbol CoinGecko's id where it is known, else the ticker in lower case
  /// @param staleReason absent unless the prices are stale
  public record ChartView(
      String symbol,
      String currency,
      String provider,
      String quote,
      Instant asOf,
      boolean stale,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String staleReason,
      List<ChartPoint> points) {}

  /// A price at a time.
  public record ChartPoint(
      @Schema(description = "UTC without an offset: 2025-01-10T12:00:00") String timestamp,
      double price) {}

  /// Statistics of prices. A figure that cannot be computed is null.
  ///
  /// @param stdDev of the sample, as `variance`; null for one price
  /// @param percentChange null when the first price is 0
  /// @param staleReason absent unless the prices are stale
  public record StatisticsView(
      long count,
      @Nullable Double minPrice,
      @Nullable Double maxPrice,
      @Nullable Double meanPrice,
      @Nullable Double medianPrice,
      @Nullable Double stdDev,
      @Nullable Double variance,
      @Nullable Double firstPrice,
      @Nullable Double lastPrice,
      @Nullable Double percentChange,
      String provider,
      String quote,
      Instant asOf,
      boolean stale,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String staleReason) {}

  /// Prices with columns that are computed from them.
  ///
  /// @param rows each with one cell for each column
  /// @param staleReason absent unless the prices are stale
  public record FrameView(
      List<String> columns,
      List<List<@Nullable FrameCell>> rows,
      String provider,
      String quote,
      Instant asOf,
      boolean stale,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String staleReason) {}

  /// A cell of a frame: the time of its row as text, else a number.
  @Schema(anyOf = {String.class, Double.class})
  public interface FrameCell {}
}
