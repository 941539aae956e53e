package dev.candlewick.ingest.fetch;

import dev.candlewick.market.Grid;
import dev.candlewick.provider.CandleProvider.BadRow;
import dev.candlewick.provider.CandleProvider.CandlePage;
import dev.candlewick.series.Coverage;
import dev.candlewick.series.Coverage.Span;
import dev.candlewick.series.Coverage.State;
import dev.candlewick.series.PageCoverage;
import java.time.Instant;
import java.util.List;

/// A page of a venue and the coverage that it proves: candles to store, invalid rows, and gaps.
///
/// @param from the start of the requested range
record VenuePage(Grid grid, Instant from, CandlePage page) {
  boolean isEmpty() {
    return page.candles().isEmpty() && page.bad().isEmpty();
  }

  /// Returns the number of rows.
  int size() {
    return page.candles().size() + page.bad().size();
  }

  /// Returns the open time after the last row; only for a page with rows.
  Instant end() {
    Instant end = from;
    int candles = page.candles().size();
    if (candles > 0) end = grid.next(page.candles().openTime(candles - 1));
    for (BadRow row : page.bad()) {
      Instant next = grid.next(row.open());
      if (next.isAfter(end)) end = next;
    }
    return end;
  }

  /// Returns the spans from the start to the last row.
  ///
  /// @param gapState the state of a time without a row
  List<Span> spans(State gapState) {
    return spans(end(), gapState);
  }

  /// Returns the spans up to `to`, which is not before the last row. An invalid row does not affect
  /// a valid one of the same grid time.
  List<Span> spans(Instant to, State gapState) {
    List<Span> rows = PageCoverage.of(grid, from, to, page.candles(), gapState, null);
    List<Span> spans = Settling.markUnsettled(rows, Settling.boundary(grid, page.venueTime()));
    Coverage coverage = new Coverage(spans);
    for (BadRow row : page.bad()) {
      Instant next = grid.next(row.open());
      boolean covered =
          spans.stream()
              .anyMatch(span ->
                  span.state() == State.COVERED
                      && span.from().isBefore(next)
                      && span.to().isAfter(row.open()));
      if (!covered) {
        coverage = coverage.with(new Span(row.open(), next, State.FAILED, row.reason()));
      }
    }
    return coverage.spans();
  }
}
