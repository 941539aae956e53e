package dev.candlewick.overview;

import dev.candlewick.market.Grid;
import dev.candlewick.market.TickSums;
import dev.candlewick.overview.BucketCache.Stretch;
import dev.candlewick.store.price.TickSummaryStore;
import dev.candlewick.store.price.TickSummaryStore.BucketSums;
import dev.candlewick.store.price.TickSummaryStore.NewestTick;
import dev.candlewick.store.price.TickSummaryStore.Origin;
import dev.candlewick.store.price.TickSummaryStore.Range;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The polled prices of instruments, by the instruments' numbers: the newest, the last 24 hours and
/// the sparkline. Values of buckets that ended a while ago are kept: polled prices are only added.
final class PolledPrices {
  private static final Duration DAY = Duration.ofDays(1);
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration SETTLING = Duration.ofMinutes(2);

  private final TickSummaryStore store;
  private final Polling polling;
  private final BucketCache<TickSums> hours = new BucketCache<>(HOUR, SETTLING);
  private final BucketCache<Double> closes = new BucketCache<>(Sparkline.POINT, SETTLING);

  /// A range to read, and the point it is for.
  private record Point(Range range, long startMicros) {}

  PolledPrices(TickSummaryStore store, Polling polling) {
    this.store = store;
    this.polling = polling;
  }

  Polling polling() {
    return polling;
  }

  private Origin origin() {
    return new Origin(polling.source(), polling.quote());
  }

  /// Returns the newest price of each of these instruments that has one.
  Map<Long, NewestPrice> newest(Collection<Long> instruments) {
    Map<Long, NewestPrice> newest = new HashMap<>();
    for (NewestTick tick : store.findNewest(origin(), instruments)) {
      newest.put(
          tick.instrumentId(), new NewestPrice(tick.price(), tick.polledAt(), PriceSource.POLL));
    }
    return newest;
  }

  /// Returns the figures of the last 24 hours; none for an instrument of which too many polls were
  /// missed in them.
  Map<Long, DayFigures> days(Collection<Long> instruments, Instant now) {
    Instant start = now.minus(DAY);
    Stretch day = new Stretch(Grid.micros(start), Grid.micros(now) + 1);
    List<Range> missing = new ArrayList<>();
    for (long id : instruments) {
      for (Stretch part : hours.missing(id, day)) {
        missing.add(new Range(id, part.start(), part.end()));
      }
    }
    Map<Long, Map<Long, TickSums>> read = new HashMap<>();
    for (BucketSums one : store.sum(origin(), missing, HOUR)) {
      read.computeIfAbsent(one.instrumentId(), id -> new HashMap<>())
          .put(one.bucketMicros(), one.sums());
    }
    Map<Long, DayFigures> days = new HashMap<>();
    for (long id : instruments) {
      Optional<TickSums> sum =
          hours.complete(id, day, read.getOrDefault(id, Map.of()), () -> true).values().stream()
              .reduce(TickSums::followedBy);
      sum.filter(one -> one.covers(start, now, polling.longestGap()))
          .ifPresent(one -> days.put(id, DayFigures.of(one)));
    }
    return days;
  }

  /// Returns the last prices of the ended stretches of a sparkline by instrument and start.
  Map<Long, Map<Long, Double>> sparklines(Collection<Long> instruments, Sparkline times) {
    List<Point> missing = new ArrayList<>();
    for (long id : instruments) {
      for (Stretch part : closes.missingParts(id, times.ended())) {
        missing.add(new Point(new Range(id, part.start(), part.end()), part.from()));
      }
    }
    double[] values = store.findLastPrices(origin(), missing.stream().map(Point::range).toList());
    Map<Long, Map<Long, Double>> read = new HashMap<>();
    for (int i = 0; i < values.length; i++) {
      if (Double.isNaN(values[i])) continue;
      Point point = missing.get(i);
      read.computeIfAbsent(point.range().instrumentId(), id -> new HashMap<>())
          .put(point.startMicros(), values[i]);
    }
    Map<Long, Map<Long, Double>> points = new HashMap<>();
    for (long id : instruments) {
      points.put(
          id, closes.complete(id, times.ended(), read.getOrDefault(id, Map.of()), () -> true));
    }
    return points;
  }
}
