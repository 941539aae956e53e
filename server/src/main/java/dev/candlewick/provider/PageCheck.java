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
  /// first, at most as many as the limit. Rows out of order are left for `page` to refuse.
  public CandleBatch within(CandleBatch rows) {
    int from = 0;
    int to = rows.size();
    while (from < to && rows.openTime(from).isBefore(query.from())) from++;
    while (to > from && !rows.openTime(to - 1).isBefore(query.to())) to--;
    return rows.slice(from, Math.min(to, from + limit));
  }

  /// Rows that cannot be true are refused whole. That is no fault of the line, so they are neither
  /// asked for again nor held against the venue's other series; whoever fetches narrows it down.
  ///
  /// @throws ProviderException of kind `MALFORMED`, naming the row
  public CandlePage page(CandleBatch rows) {
    rows.fault(query.grid())
        .ifPresent(fault -> {
          throw malformed(
              "candle %d of the page, opened %s: %s"
                  .formatted(fault.row(), fault.openTime(), fault.message()));
        });
    if (rows.size() > limit) {
      throw malformed(rows.size() + " candles where " + limit + " were asked");
    }
    if (!rows.isEmpty()) requireInside(rows.openTime(0), rows.openTime(rows.size() - 1));
    return new CandlePage(closed(rows), venueTime);
  }

  private void requireInside(Instant first, Instant last) {
    if (first.isBefore(query.from()) || !last.isBefore(query.to())) {
      throw malformed(
          "candles from %s to %s where %s to %s were asked"
              .formatted(first, last, query.from(), query.to()));
    }
  }

  /// Without the candles that are still open by the venue's own clock.
  private CandleBatch closed(CandleBatch rows) {
    Grid grid = query.grid();
    int end = rows.size();
    while (end > 0 && grid.next(rows.openTime(end - 1)).isAfter(venueTime)) end--;
    return end == rows.size() ? rows : rows.slice(0, end);
  }

  private ProviderException malformed(String message) {
    return new ProviderException(venue, Kind.MALFORMED, message);
  }
}
