package dev.candlewick.overview;

import dev.candlewick.market.Grid;
import dev.candlewick.market.Interval;
import dev.candlewick.market.Series;
import dev.candlewick.overview.BucketCache.Stretch;
import dev.candlewick.store.ChangeFeed;
import dev.candlewick.store.candle.CandleSummaryStore;
import dev.candlewick.store.candle.CandleSummaryStore.Range;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The closes of each four hours by stored candles, of one series of each market. A close is kept
/// until a candle of its hours changes.
final class CandleSparklines implements ChangeFeed.Listener {
  private final CandleSummaryStore store;
  private final ChangeFeed changes;
  private final BucketCache<Double> closes = new BucketCache<>(Sparkline.POINT, Duration.ZERO);

  /// A range to read, and the point it is for.
  private record Point(Range range, long startMicros) {}

  CandleSparklines(CandleSummaryStore store, ChangeFeed changes) {
    this.store = store;
    this.changes = changes;
    changes.subscribe(this);
  }

  /// Returns the closes of the ended stretches of a sparkline by market and start.
  Map<String, Map<Long, Double>> read(List<MarketEntry> markets, Sparkline times) {
    Map<String, Series> chosen = new HashMap<>();
    for (MarketEntry market : markets) {
      choose(market, times).ifPresent(series -> chosen.put(market.name(), series));
    }
    Map<Integer, Long> versions = new HashMap<>();
    List<Point> missing = new ArrayList<>();
    for (Series series : chosen.values()) {
      versions.put(series.id(), version(series));
      for (Stretch part : closes.missingParts(series.id(), times.ended())) {
        missing.add(new Point(endingIn(part, series), part.from()));
      }
    }
    Map<Integer, Map<Long, Double>> read = read(missing);
    Map<String, Map<Long, Double>> points = new HashMap<>();
    chosen.forEach((name, series) ->
        points.put(
            name,
            closes.complete(
                series.id(),
                times.ended(),
                read.getOrDefault(series.id(), Map.of()),
                () -> version(series) == versions.getOrDefault(series.id(), -1L))));
    return points;
  }

  private long version(Series series) {
    return changes.version(ChangeFeed.seriesTopic(series.id()));
  }

  /// Returns the open times of the candles that end in a stretch.
  private static Range endingIn(Stretch part, Series series) {
    Instant from = part.start().minus(series.interval().length()).plusNanos(1000);
    Instant to = part.end().minus(series.interval().length()).plusNanos(1000);
    return new Range(series, from, to);
  }

  private Map<Integer, Map<Long, Double>> read(List<Point> points) {
    double[] values = store.findLastCloses(points.stream().map(Point::range).toList());
    Map<Integer, Map<Long, Double>> read = new HashMap<>();
    for (int i = 0; i < values.length; i++) {
      if (Double.isNaN(values[i])) continue;
      Point point = points.get(i);
      read.computeIfAbsent(point.range().series().id(), id -> new HashMap<>())
          .put(point.startMicros(), values[i]);
    }
    return read;
  }

  /// Chooses the series with a close for most points: of at most four hours, reaching up to now,
  /// then far back. Of equal ones the longest interval, which has the fewest candles.
  private static Optional<Series> choose(MarketEntry market, Sparkline times) {
    return market.series().stream()
        .filter(one -> one.interval().length().compareTo(Interval.D1.length()) <= 0)
        .filter(one -> end(one).isAfter(times.start()))
        .min(
            Comparator.comparing(
                    (Series one) -> one.interval().length().compareTo(Sparkline.POINT) > 0)
                .thenComparing(one -> point(end(one)), Comparator.reverseOrder())
                .thenComparing(one -> firstPoint(one, times))
                .thenComparing(Series::interval, Comparator.reverseOrder()));
  }

  private static Instant end(Series series) {
    Instant last = series.lastOpen();
    return last == null ? Instant.MIN : series.grid().next(last);
  }

  private static Instant firstPoint(Series series, Sparkline times) {
    Instant first = series.firstOpen();
    return first == null || first.isBefore(times.start()) ? times.start() : point(first);
  }

  private static Instant point(Instant time) {
    return Grid.of(Interval.H4).floor(time);
  }

  @Override
  public void onChange(String topic, long fromMicros) {
    ChangeFeed.seriesOf(topic).ifPresent(id -> closes.removeFrom(id, fromMicros));
  }

  @Override
  public void onMissedChanges() {
    closes.clear();
  }
}
