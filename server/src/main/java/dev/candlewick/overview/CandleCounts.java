package dev.candlewick.overview;

import dev.candlewick.market.Grid;
import dev.candlewick.market.Series;
import dev.candlewick.series.Coverage.State;
import dev.candlewick.store.candle.CandleStore;
import dev.candlewick.store.candle.CandleSummaryStore;
import dev.candlewick.store.candle.CandleSummaryStore.Range;
import dev.candlewick.store.candle.CandleSummaryStore.StateCount;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Counts what is stored, missing and failed of the candles of markets.
final class CandleCounts {
  private final CandleSummaryStore store;

  CandleCounts(CandleSummaryStore store) {
    this.store = store;
  }

  /// Returns the counts of these markets by name.
  Map<String, StoredCandles> read(List<MarketEntry> markets, Instant now) {
    List<Range> ranges = new ArrayList<>();
    for (MarketEntry market : markets) {
      for (Series series : market.series()) {
        Range range = range(series, now);
        if (range.from().isBefore(range.to())) ranges.add(range);
      }
    }
    Map<Integer, Map<State, Long>> states = new HashMap<>();
    for (StateCount count : store.countStates(ranges)) {
      states
          .computeIfAbsent(count.seriesId(), id -> new EnumMap<>(State.class))
          .put(count.state(), count.times());
    }
    Map<String, StoredCandles> counts = new HashMap<>();
    for (MarketEntry market : markets) counts.put(market.name(), count(market, states, now));
    return counts;
  }

  private static StoredCandles count(
      MarketEntry market, Map<Integer, Map<State, Long>> states, Instant now) {
    long missing = 0;
    long failed = 0;
    long candles = 0;
    for (Series series : market.series()) {
      Map<State, Long> own = states.getOrDefault(series.id(), Map.of());
      missing += missing(series, own, now);
      failed += own.getOrDefault(State.FAILED, 0L);
      candles += series.candles();
    }
    return StoredCandles.of(missing, failed, market.series().size(), candles);
  }

  private static long missing(Series series, Map<State, Long> states, Instant now) {
    Instant first = series.firstOpen();
    if (first == null) return 0;
    Range range = range(series, now);
    long times = series.grid().count(range.from(), range.to());
    if (series.provider().equals(Series.POSTED)) return Math.max(0, times - series.candles());
    long known =
        states.entrySet().stream()
            .filter(one -> one.getKey() != State.MISSING)
            .mapToLong(Map.Entry::getValue)
            .sum();
    return Math.max(0, times - known);
  }

  /// Returns the open times that are counted: from the first candle to the last that has closed and
  /// had time to be received. Nothing is expected after a client's last posted candle.
  private static Range range(Series series, Instant now) {
    Instant first = series.firstOpen();
    Instant last = series.lastOpen();
    Grid grid = series.grid();
    Instant end =
        last != null && series.provider().equals(Series.POSTED)
            ? grid.next(last)
            : grid.floor(now.minus(CandleDays.SETTLING));
    return new Range(series, first == null ? CandleStore.MIN_OPEN_TIME : first, end);
  }
}
