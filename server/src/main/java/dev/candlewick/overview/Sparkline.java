package dev.candlewick.overview;

import dev.candlewick.market.Grid;
import dev.candlewick.market.Interval;
import dev.candlewick.overview.BucketCache.Stretch;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The times of a sparkline: 42 stretches of four hours, of which the last is running.
///
/// @param start of the first
/// @param running start of the last
record Sparkline(Instant start, Instant running) {
  static final int POINTS = 42;
  static final Duration POINT = Duration.ofHours(4);

  private static final Grid GRID = Grid.of(Interval.H4);

  static Sparkline at(Instant now) {
    Instant running = GRID.floor(now);
    return new Sparkline(GRID.plus(running, 1 - POINTS), running);
  }

  /// Returns the stretches that have ended.
  Stretch ended() {
    return new Stretch(Grid.micros(start), Grid.micros(running));
  }

  /// Returns the points of the ended stretches and the price that the running one has so far; null
  /// where there is none.
  List<@Nullable Double> points(Map<Long, Double> ended, @Nullable NewestPrice newest) {
    List<@Nullable Double> points = new ArrayList<>(POINTS);
    for (int i = 0; i < POINTS - 1; i++) {
      points.add(ended.get(Grid.micros(GRID.plus(start, i))));
    }
    points.add(runningPoint(newest));
    return points;
  }

  private @Nullable Double runningPoint(@Nullable NewestPrice newest) {
    return newest == null || !newest.at().isAfter(running) ? null : newest.price().doubleValue();
  }
}
