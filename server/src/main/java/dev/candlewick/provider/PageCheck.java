package dev.candlewick.provider;

import dev.candlewick.market.CandleBatch;
import dev.candlewick.market.Grid;
import dev.candlewick.provider.CandleProvider.CandlePage;
import dev.candlewick.provider.CandleProvider.CandleQuery;
import dev.candlewick.provider.ProviderException.Kind;
import java.time.Instant;

/// The checks that turn the rows of a response into a page.
///
/// @param limit the maximum number of rows
/// @param venueTime the venue's clock at the request, never later than its real time
public record PageCheck(String venue, CandleQuery query, int limit, Instant venueTime) {
  /// Returns the rows inside the range, oldest first, up to the limit. For a venue whose response
  /// contains more than the request.
  public CandleBatch within(CandleBatch rows) {
    CandleBatch sorted = rows.sorted();
    int from = 0;
    int to = sorted.size();
    while (from < to && sorted.openTime(from).isBefore(query.from())) from++;
    while (to > from && !sorted.openTime(to - 1).isBefore(query.to())) to--;
    return sorted.slice(from, Math.min(to, from + limit));
  }

  /// Returns the rows as a page, sorted. Duplicate rows with equal values become one. Invalid rows
  /// are left out and named, so the others remain usable. A response with rows outside the range or
  /// above the limit is rejected as a whole. None of this is a connection error, so nothing is
  /// retried here and the venue's other series are not affected.
  ///
  /// @throws ProviderException of kind `MALFORMED`
  public CandlePage page(CandleBatch rows) {
    CandleBatch sorted = rows.sorted();
    if (!sorted.isEmpty()) {
      requireInside(sorted.openTime(0), sorted.openTime(sorted.size() - 1));
    }
    CandlePage page = RowValidator.of(closed(sorted), query.grid(), venueTime);
    int count = page.candles().size() + page.bad().size();
    if (count > limit) {
      throw malformed(count + " candles where at most " + limit + " were requested");
    }
    return page;
  }

  private void requireInside(Instant first, Instant last) {
    if (first.isBefore(query.from()) || !last.isBefore(query.to())) {
      throw malformed(
          "candles from %s to %s where %s to %s were requested"
              .formatted(first, last, query.from(), query.to()));
    }
  }

  /// Drops the rows that are still open by the venue's own clock.
  private CandleBatch closed(CandleBatch rows) {
    Grid grid = query.grid();
    int end = rows.size();
    while (end > 0 && grid.next(grid.floor(rows.openTime(end - 1))).isAfter(venueTime)) end--;
    return end == rows.size() ? rows : rows.slice(0, end);
  }

  private ProviderException malformed(String message) {
    return new ProviderException(venue, Kind.MALFORMED, message);
  }
}
