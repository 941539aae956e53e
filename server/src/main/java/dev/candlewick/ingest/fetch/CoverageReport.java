package dev.candlewick.ingest.fetch;

import dev.candlewick.market.Grid;
import dev.candlewick.market.Interval;
import dev.candlewick.market.Series;
import dev.candlewick.series.Coverage.Span;
import dev.candlewick.series.Coverage.State;
import dev.candlewick.store.candle.CoverageStore;
import dev.candlewick.store.candle.SeriesStore;
import java.time.Instant;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The coverage of one series, prepared for display: what is stored and what is missing.
///
/// @param candles number of stored candles
/// @param diskBytes its share of the table by number of candles, keys included
/// @param states number of spans and grid times per coverage state, in lower case
public record CoverageReport(
    int seriesId,
    String provider,
    String symbol,
    Interval interval,
    long candles,
    long corrections,
    boolean follow,
    @Nullable Instant firstOpen,
    @Nullable Instant lastOpen,
    long diskBytes,
    Map<String, Tally> states,
    List<Stretch> spans) {

  /// The number of spans and grid times in one state.
  public record Tally(long spans, long candles) {}

  /// One span, `from <= time < to`.
  ///
  /// @param candles grid times in it
  public record Stretch(
      Instant from, Instant to, State state, long candles, @Nullable String reason) {}

  /// Returns a report for every series that matches all filters; a null filter matches everything.
  ///
  /// @param symbol in joined form: `BTCUSDT`
  public static List<CoverageReport> of(
      SeriesStore series,
      CoverageStore coverage,
      @Nullable String provider,
      @Nullable String symbol,
      @Nullable Interval interval) {
    long bytes = series.candleBytes();
    long all = series.list(null, null, null).stream().mapToLong(Series::candles).sum();
    return series.list(provider, symbol, interval).stream()
        .map(entry ->
            of(
                entry,
                coverage.find(entry.id()).spans(),
                all == 0 ? 0 : Math.round((double) bytes * entry.candles() / all)))
        .toList();
  }

  private static CoverageReport of(Series series, List<Span> spans, long diskBytes) {
    Grid grid = series.grid();
    Map<State, Tally> tallies = new EnumMap<>(State.class);
    for (Span span : spans) {
      tallies.merge(
          span.state(),
          new Tally(1, grid.count(span.from(), span.to())),
          (one, two) -> new Tally(one.spans() + two.spans(), one.candles() + two.candles()));
    }
    return new CoverageReport(
        series.id(),
        series.provider(),
        series.symbol().joined(),
        series.interval(),
        series.candles(),
        series.corrections(),
        series.follow(),
        series.firstOpen(),
        series.lastOpen(),
        diskBytes,
        byStateName(tallies),
        spans.stream().map(span -> stretch(grid, span)).toList());
  }

  private static Map<String, Tally> byStateName(Map<State, Tally> tallies) {
    Map<String, Tally> named = new LinkedHashMap<>();
    for (State state : State.values()) {
      named.put(state.toString(), tallies.getOrDefault(state, new Tally(0, 0)));
    }
    return named;
  }

  private static Stretch stretch(Grid grid, Span span) {
    return new Stretch(
        span.from(), span.to(), span.state(), grid.count(span.from(), span.to()), span.reason());
  }
}
