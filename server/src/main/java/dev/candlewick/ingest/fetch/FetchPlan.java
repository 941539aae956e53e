package dev.candlewick.ingest.fetch;

import dev.candlewick.market.Grid;
import dev.candlewick.series.Coverage;
import dev.candlewick.series.Coverage.Span;
import dev.candlewick.series.Coverage.State;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// What a fetch of a series requests first: what is not settled, in ranges, and the candles that
/// were read just after their close, in ranges of a page. The holes that it finds follow later.
///
/// @param open ranges to fetch page by page
/// @param unsettled ranges to fetch once more, each in one page
public record FetchPlan(Grid grid, List<Span> open, List<Span> unsettled) {
  public FetchPlan {
    open = List.copyOf(open);
    unsettled = List.copyOf(unsettled);
  }

  /// Returns the plan for a range.
  ///
  /// @param range ends at the last closed candle or before it
  /// @param settled the open time from which candles are not settled yet
  public static FetchPlan of(
      Coverage coverage, Grid grid, Range range, Instant settled, int pageSize) {
    if (!range.from().isBefore(range.to())) return new FetchPlan(grid, List.of(), List.of());
    Instant end = settled.isBefore(range.to()) ? settled : range.to();
    return new FetchPlan(
        grid,
        merge(coverage.spansToFetch(range.from(), range.to())),
        byPage(coverage.unsettled(range.from(), end), grid, pageSize));
  }

  /// A range of times, `from <= time < to`.
  public record Range(Instant from, Instant to) {}

  /// Returns the number of grid times to fetch that are not stored.
  public long candles() {
    return open.stream().mapToLong(span -> grid.count(span.from(), span.to())).sum();
  }

  /// Returns the number of pages.
  public long pages(int pageSize) {
    return unsettled.size()
        + open.stream()
            .mapToLong(span -> Math.ceilDiv(grid.count(span.from(), span.to()), (long) pageSize))
            .sum();
  }

  /// Merges adjacent spans, whatever their states.
  static List<Span> merge(List<Span> spans) {
    List<Span> merged = new ArrayList<>();
    for (Span span : spans) {
      if (!merged.isEmpty() && merged.getLast().to().equals(span.from())) {
        Span last = merged.removeLast();
        merged.add(new Span(last.from(), span.to(), State.MISSING, null));
      } else {
        merged.add(span);
      }
    }
    return merged;
  }

  /// Merges spans that fit on one page into one range.
  static List<Span> byPage(List<Span> spans, Grid grid, int pageSize) {
    List<Span> pages = new ArrayList<>();
    for (Span span : spans) {
      Instant from = pages.isEmpty() ? span.from() : pages.getLast().from();
      boolean fits = grid.count(from, span.to()) <= pageSize;
      if (!pages.isEmpty() && fits) pages.removeLast();
      pages.add(new Span(fits ? from : span.from(), span.to(), span.state(), span.reason()));
    }
    return pages;
  }
}
