package dev.candlewick.overview;

import dev.candlewick.market.Grid;
import dev.candlewick.market.Interval;
import dev.candlewick.market.Series;
import dev.candlewick.overview.BucketCache.Stretch;
import dev.candlewick.series.CandleSums;
import dev.candlewick.store.ChangeFeed;
import dev.candlewick.store.candle.CandleSummaryStore;
import dev.candlewick.store.candle.CandleSummaryStore.BucketSums;
import dev.candlewick.store.candle.CandleSummaryStore.Range;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// The figures of the last 24 hours by stored candles: exact, from the finest series of minutes to
/// an hour that has every candle of them, or not at all. Sums of whole hours are kept until a
/// candle of them changes, so that a new candle costs the hours at both ends only.
final class CandleDays implements ChangeFeed.Listener {
  /// A candle that closed so recently may not have been received yet.
  static final Duration SETTLING = Duration.ofMinutes(2);

  private static final Duration DAY = Duration.ofDays(1);
  private static final Duration HOUR = Duration.ofHours(1);

  private final CandleSummaryStore store;
  private final ChangeFeed changes;
  private final BucketCache<CandleSums> hours = new BucketCache<>(HOUR, Duration.ZERO);

  CandleDays(CandleSummaryStore store, ChangeFeed changes) {
    this.store = store;
    this.changes = changes;
    changes.subscribe(this);
  }

  /// Returns the figures of these markets by name; none for a market whose day is not stored.
  Map<String, DayFigures> read(List<MarketEntry> markets, Instant now) {
    Map<String, Deque<Range>> open = new LinkedHashMap<>();
    for (MarketEntry market : markets) open.put(market.name(), days(market, now));
    open.values().removeIf(Deque::isEmpty);
    Map<String, DayFigures> figures = new HashMap<>();
    while (!open.isEmpty()) {
      Map<Integer, CandleSums> sums = sum(open.values().stream().map(Deque::getFirst).toList());
      open.forEach((name, candidates) -> {
        Range day = candidates.removeFirst();
        CandleSums sum = sums.getOrDefault(day.series().id(), CandleSums.NONE);
        if (!isWhole(day, sum)) return;
        figures.put(name, DayFigures.of(sum));
        candidates.clear();
      });
      open.values().removeIf(Deque::isEmpty);
    }
    return figures;
  }

  private static boolean isWhole(Range day, CandleSums sum) {
    return sum.candles() == day.series().grid().count(day.from(), day.to());
  }

  /// Returns the days of the series that may have all candles, the preferred first. Seconds come
  /// last: there are many, and minutes are as exact.
  private static Deque<Range> days(MarketEntry market, Instant now) {
    Deque<Range> days = new ArrayDeque<>();
    market.series().stream()
        .filter(one -> one.interval().length().compareTo(HOUR) <= 0)
        .sorted(
            Comparator.comparing((Series one) -> one.interval() == Interval.S1)
                .thenComparing(Series::interval))
        .forEach(one -> {
          Range day = day(one, now);
          if (day != null) days.add(day);
        });
    return days;
  }

  /// Returns the 24 hours up to the end of the last closed candle; null when the series does not
  /// reach that far on either side.
  static @Nullable Range day(Series series, Instant now) {
    Instant first = series.firstOpen();
    Instant last = series.lastOpen();
    if (first == null || last == null) return null;
    Grid grid = series.grid();
    Instant end = grid.floor(now);
    boolean settling = now.isBefore(end.plus(SETTLING));
    if (settling && grid.next(last).isBefore(end)) end = grid.plus(end, -1);
    Instant start = end.minus(DAY);
    return grid.next(last).isBefore(end) || first.isAfter(start)
        ? null
        : new Range(series, start, end);
  }

  /// Returns the sums of these days by series.
  private Map<Integer, CandleSums> sum(List<Range> days) {
    Map<Integer, Long> versions = new HashMap<>();
    List<Range> missing = new ArrayList<>();
    for (Range day : days) {
      int id = day.series().id();
      versions.put(id, changes.version(ChangeFeed.seriesTopic(id)));
      for (Stretch part : hours.missing(id, stretch(day))) {
        missing.add(new Range(day.series(), part.start(), part.end()));
      }
    }
    Map<Integer, Map<Long, CandleSums>> read = readHours(missing);
    Map<Integer, CandleSums> sums = new HashMap<>();
    for (Range day : days) {
      int id = day.series().id();
      BooleanSupplier unchanged =
          () -> changes.version(ChangeFeed.seriesTopic(id)) == versions.getOrDefault(id, -1L);
      NavigableMap<Long, CandleSums> byHour =
          hours.complete(id, stretch(day), read.getOrDefault(id, Map.of()), unchanged);
      sums.put(id, byHour.values().stream().reduce(CandleSums.NONE, CandleSums::followedBy));
    }
    return sums;
  }

  private Map<Integer, Map<Long, CandleSums>> readHours(List<Range> ranges) {
    Map<Integer, Map<Long, CandleSums>> read = new HashMap<>();
    for (BucketSums one : store.sum(ranges, HOUR)) {
      read.computeIfAbsent(one.seriesId(), id -> new HashMap<>())
          .put(one.bucketMicros(), one.sums());
    }
    return read;
  }

  private static Stretch stretch(Range day) {
    return new Stretch(Grid.micros(day.from()), Grid.micros(day.to()));
  }

  @Override
  public void onChange(String topic, long fromMicros) {
    ChangeFeed.seriesOf(topic).ifPresent(id -> hours.removeFrom(id, fromMicros));
  }

  @Override
  public void onMissedChanges() {
    hours.clear();
  }
}
