package dev.candlewick.charts;

import dev.candlewick.analytics.GridPrices;
import dev.candlewick.analytics.Indicator;
import dev.candlewick.charts.FrameColumn.Computed;
import dev.candlewick.charts.FrameColumn.Stored;
import dev.candlewick.charts.MarketChart.Validity;
import dev.candlewick.market.CandleBatch;
import dev.candlewick.market.Grid;
import dev.candlewick.market.Interval;
import dev.candlewick.market.Series;
import dev.candlewick.series.CandleSeries;
import dev.candlewick.store.ChangeFeed;
import dev.candlewick.store.candle.CandleStore;
import dev.candlewick.store.candle.CoverageStore;
import dev.candlewick.store.candle.SeriesCache;
import dev.candlewick.store.candle.SeriesStore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Frames of stored candles: exact values of a range, and indicators that do not depend on it. No
/// request is sent to a venue.
public final class CandleFrames {
  /// How long a frame is valid while no candle of its series changes: a change of the coverage
  /// alone is not announced.
  private static final Duration VALIDITY = Duration.ofSeconds(5);

  private final Stores stores;
  private final ChangeFeed changes;
  private final InstantSource clock;

  /// Where candles are.
  ///
  /// @param cache of the same candles
  public record Stores(
      SeriesStore series, CandleStore candles, SeriesCache cache, CoverageStore coverage) {}

  public CandleFrames(Stores stores, ChangeFeed changes, InstantSource clock) {
    this.stores = stores;
    this.changes = changes;
    this.clock = clock;
  }

  /// Returns the best ranked series that has candles.
  ///
  /// @param provider null for any
  /// @param symbol as joined: `BTCUSDT`
  public Optional<Series> find(@Nullable String provider, String symbol, Interval interval) {
    return stores.series().list(provider, symbol, interval).stream()
        .filter(series -> series.candles() > 0)
        .findFirst();
  }

  /// Returns the grid times of a request.
  ///
  /// @param from inclusive; null for all
  /// @param to exclusive; null for the end of the newest stored candle
  public FrameRange range(Series series, @Nullable Instant from, @Nullable Instant to) {
    return FrameRange.of(series, clock.instant(), from, to);
  }

  /// Reads what a frame is made of.
  ///
  /// @param columns at least one
  public FrameRows read(Series series, FrameRange range, List<FrameColumn> columns) {
    String topic = ChangeFeed.seriesTopic(series.id());
    Validity validity = new Validity(clock.instant().plus(VALIDITY), topic, changes.version(topic));
    return new FrameRows(
        series,
        range,
        columns,
        exact(series, range, columns),
        prices(series, range, columns),
        stores.coverage().find(series.id()).spans(),
        validity);
  }

  private @Nullable CandleBatch exact(Series series, FrameRange range, List<FrameColumn> columns) {
    return columns.stream().anyMatch(Stored.class::isInstance)
        ? stores.candles().batch(series, range.from(), range.to())
        : null;
  }

  private @Nullable GridPrices prices(Series series, FrameRange range, List<FrameColumn> columns) {
    List<Indicator> indicators = columns.stream().flatMap(CandleFrames::indicator).toList();
    if (indicators.isEmpty()) return null;
    Instant firstOpen = series.firstOpen();
    long row = number(range.grid(), range.from());
    long oldest = firstOpen == null ? row : Math.min(row, number(range.grid(), firstOpen));
    long first =
        indicators.stream()
            .mapToLong(one -> Math.max(oldest, GridPrices.start(one, row)))
            .min()
            .orElse(row);
    Instant from = range.grid().plus(range.from(), first - row);
    return new GridPrices(first, closes(series, new FrameRange(range.grid(), from, range.to())));
  }

  private static Stream<Indicator> indicator(FrameColumn column) {
    return switch (column) {
      case Computed(Indicator indicator) -> Stream.of(indicator);
      case Stored stored -> Stream.empty();
    };
  }

  /// Returns the number of a grid time, counted from 1970.
  private static long number(Grid grid, Instant time) {
    return grid.count(Instant.EPOCH, time);
  }

  private double[] closes(Series series, FrameRange range) {
    long[] times = range.openMicros();
    double[] closes = new double[times.length];
    Arrays.fill(closes, Double.NaN);
    CandleSeries stored = stores.cache().series(series, range.from(), range.to());
    int at = 0;
    for (int i = 0; i < times.length; i++) {
      while (at < stored.size() && stored.openMicros()[at] < times[i]) at++;
      if (at == stored.size()) break;
      if (stored.openMicros()[at] == times[i]) closes[i] = stored.close()[at];
    }
    return closes;
  }
}
