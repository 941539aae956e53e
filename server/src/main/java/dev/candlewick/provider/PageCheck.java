package dev.candlewick.provider;

import dev.candlewick.market.CandleBatch;
import dev.candlewick.market.Grid;
import dev.candlewick.provider.CandleProvider.CandlePage;
import dev.candlewick.provider.CandleProvider.CandleQuery;
import dev.candlewick.provider.ProviderException.Kind;
import java.time.Instant;

/// What the rows of a venue have to be before they are a page.
///
/// @param limit most rows that may come
/// @param venueTime the venue's clock when it was asked, never later than it really was
public record PageCheck(String venue, CandleQuery query, int limit, Instant venueTime) {
  /// For a venue that answers with more than it was asked for: what lies in the range, the oldest
  /// first, at most as many as the limit.
  public CandleBatch within(CandleBatch rows) {
    CandleBatch sorted = rows.sorted();
    int from = 0;
    int to = sorted.size();
    while (from < to && sorted.openTime(from).isBefore(query.from())) from++;
    while (to > from && !sorted.openTime(to - 1).isBefore(query.to())) to--;
    return sorted.slice(from, Math.min(to, from + limit));
  }

  /// The rows as a page, sorted; a row that comes twice with the same values is one. Rows that
  /// cannot be are left out and named, so that they cost the page none of the others. An answer to
  /// another question is refused whole. None of this is a fault of the line, so nothing is asked
  /// for again here, nor held against the venue's other series.
  ///
  /// @throws ProviderException of kind `MALFORMED`
  public CandlePage page(CandleBatch rows) {
    CandleBatch sorted = rows.sorted();
    if (!sorted.isEmpty()) {
      requireInside(sorted.openTime(0), sorted.openTime(sorted.size() - 1));
    }
    CandlePage page = RowValidator.of(closed(sorted), query.grid(), venueTime);
    int count = page.candles().size() + page.bad().size();
    if (count > limit) throw malformed(count + " candles where " + limit + " were asked");
    return page;
  }

  private void requireInside(Instant first, Instant last) {
    if (first.isBefore(query.from()) || !last.isBefore(query.to())) {
      throw malformed(
          "candles from %s to %s where %s to %s were asked"
              .formatted(first, last, query.from(), query.to()));
    }
  }

  /// Without the rows that are still open by the venue's own clock.
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
