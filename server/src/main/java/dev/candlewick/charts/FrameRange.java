package dev.candlewick.charts;

import dev.candlewick.market.Grid;
import dev.candlewick.market.Interval;
import dev.candlewick.market.Series;
import dev.candlewick.store.candle.CandleStore;
import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Grid times of a series: `from <= time < to`, both on the grid.
public record FrameRange(Grid grid, Instant from, Instant to) {
  /// Returns the times of a request, without those at which no candle can have closed yet, and
  /// without those before the first that can be stored.
  ///
  /// @param from inclusive; null for all times
  /// @param to exclusive; null for the end of the newest stored candle
  public static FrameRange of(
      Series series, Instant now, @Nullable Instant from, @Nullable Instant to) {
    Grid grid = series.grid();
    Instant last = series.lastOpen();
    Instant stored = last == null ? CandleStore.MIN_OPEN_TIME : grid.next(last);
    Instant closed = later(stored, grid.floor(now));
    Instant start =
        grid.ceiling(
            from == null ? CandleStore.MIN_OPEN_TIME : later(from, CandleStore.MIN_OPEN_TIME));
    Instant end = grid.ceiling(to == null ? stored : earlier(to, closed));
    return new FrameRange(grid, start, later(start, end));
  }

  public long count() {
    return grid.count(from, to);
  }

  /// Returns the times in microseconds since 1970.
  long[] openMicros() {
    long[] times = new long[Math.toIntExact(count())];
    boolean months = grid.interval() == Interval.MO1;
    long length = grid.interval().length().toSeconds() * 1_000_000L;
    long first = Grid.micros(from);
    Arrays.setAll(times, i -> months ? Grid.micros(grid.plus(from, i)) : first + i * length);
    return times;
  }

  /// Returns the first times, at most so many.
  public FrameRange oldest(int limit) {
    return count() <= limit ? this : new FrameRange(grid, from, grid.plus(from, limit));
  }

  /// Returns the last times, at most so many.
  public FrameRange newest(int limit) {
    return count() <= limit ? this : new FrameRange(grid, grid.plus(to, -limit), to);
  }

  private static Instant earlier(Instant one, Instant two) {
    return one.isBefore(two) ? one : two;
  }

  private static Instant later(Instant one, Instant two) {
    return one.isBefore(two) ? two : one;
  }
}
