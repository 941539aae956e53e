package dev.candlewick.series;

import dev.candlewick.market.CandleBatch;
import dev.candlewick.market.Grid;
import dev.candlewick.series.Coverage.Span;
import dev.candlewick.series.Coverage.State;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Converts one page of a venue to spans: runs of candles, and the gaps before, between and after
/// them.
public final class PageCoverage {
  private PageCoverage() {}

  /// Returns the spans of `from <= time < to`.
  ///
  /// @param page ascending, on the grid, within the range
  /// @param gapState the state of a time that has no candle
  /// @param reason of the gaps
  public static List<Span> of(
      Grid grid,
      Instant from,
      Instant to,
      CandleBatch page,
      State gapState,
      @Nullable String reason) {
    List<Span> spans = new ArrayList<>();
    Instant at = from;
    for (int row = 0; row < page.size(); ) {
      Instant start = page.openTime(row);
      Instant end = grid.next(start);
      for (row++; row < page.size() && page.openTime(row).equals(end); row++) end = grid.next(end);
      addGap(spans, at, start, gapState, reason);
      spans.add(new Span(start, end, State.COVERED, null));
      at = end;
    }
    addGap(spans, at, to, gapState, reason);
    return spans;
  }

  private static void addGap(
      List<Span> spans, Instant from, Instant to, State state, @Nullable String reason) {
    if (from.isBefore(to)) spans.add(new Span(from, to, state, reason));
  }
}
