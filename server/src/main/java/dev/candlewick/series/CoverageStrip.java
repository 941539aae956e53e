package dev.candlewick.series;

import dev.candlewick.market.Grid;
import dev.candlewick.series.Coverage.Span;
import dev.candlewick.series.Coverage.State;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// The coverage of a stretch of a series at the resolution of a screen: the grid times of the
/// stretch in buckets of equal size, each with the worst state in it, and how many grid times have
/// each state. Time in no span has never been requested, so it is missing.
///
/// @param parts adjacent parts of different states, which cover the stretch exactly
/// @param counts the exact number of grid times in each state, whatever the parts show
/// @param notKept grid times of the unavailable ones that the venue no longer keeps
public record CoverageStrip(List<Part> parts, Map<State, Long> counts, long notKept) {
  /// A part of a strip, `from <= time < to`.
  ///
  /// @param candles grid times in it
  public record Part(Instant from, Instant to, State state, long candles) {}

  public CoverageStrip {
    parts = List.copyOf(parts);
    counts = Map.copyOf(counts);
  }

  /// Returns the strip of the stretch from `from` to `to`, which are grid times.
  ///
  /// @param buckets most parts, at least 1
  public static CoverageStrip of(
      Coverage coverage, Grid grid, Instant from, Instant to, int buckets) {
    Builder builder = new Builder(grid, from, to, buckets);
    coverage.spans().forEach(builder::add);
    return builder.build();
  }

  /// Returns the number of grid times in a state.
  public long count(State state) {
    return counts.getOrDefault(state, 0L);
  }

  /// Adds up spans one by one, so that a series with very many of them needs little memory.
  public static final class Builder {
    private final Grid grid;
    private final Instant from;
    private final Instant to;
    private final long size;
    private final State[] worst;
    private final Map<State, Long> counts = new EnumMap<>(State.class);
    private long notKept;
    private long done;

    /// A strip without spans.
    ///
    /// @param from a grid time
    /// @param to a grid time
    /// @param buckets most parts, at least 1
    public Builder(Grid grid, Instant from, Instant to, int buckets) {
      this.grid = grid;
      this.from = from;
      this.to = to;
      this.size = grid.count(from, to);
      this.worst = new State[(int) Math.min(size, buckets)];
      Arrays.fill(worst, State.COVERED);
    }

    /// Adds a span; each follows the one before it.
    public void add(Span span) {
      if (!span.to().isAfter(from) || !span.from().isBefore(to)) return;
      mark(index(span.from()), State.MISSING);
      long start = done;
      mark(index(span.to()), span.state());
      if (Coverage.NOT_KEPT.equals(span.reason())) notKept += done - start;
    }

    /// Returns the number of grid times of the stretch before a time.
    private long index(Instant time) {
      if (!time.isAfter(from)) return 0;
      return time.isBefore(to) ? grid.count(from, time) : size;
    }

    /// Gives a state to the grid times up to an index that have none yet.
    private void mark(long end, State state) {
      if (end <= done) return;
      counts.merge(state, end - done, Long::sum);
      for (int bucket = bucket(done); bucket <= bucket(end - 1); bucket++) {
        if (severity(state) > severity(worst[bucket])) worst[bucket] = state;
      }
      done = end;
    }

    /// Returns the bucket of a grid time: bucket `i` of `n` begins with the grid time `size * i /
    /// n`.
    private int bucket(long index) {
      return (int) (((index + 1) * worst.length - 1) / size);
    }

    public CoverageStrip build() {
      mark(size, State.MISSING);
      List<Part> parts = new ArrayList<>();
      int start = 0;
      for (int bucket = 1; bucket <= worst.length; bucket++) {
        if (bucket < worst.length && worst[bucket] == worst[start]) continue;
        parts.add(part(start, bucket));
        start = bucket;
      }
      return new CoverageStrip(parts, counts, notKept);
    }

    private Part part(int firstBucket, int endBucket) {
      long first = size * firstBucket / worst.length;
      long end = size * endBucket / worst.length;
      return new Part(
          grid.plus(from, first), grid.plus(from, end), worst[firstBucket], end - first);
    }

    private static int severity(State state) {
      return switch (state) {
        case COVERED -> 0;
        case UNAVAILABLE -> 1;
        case CONFIRMED_EMPTY -> 2;
        case MISSING -> 3;
        case FAILED -> 4;
      };
    }
  }
}
