package dev.candlewick.provider.coinbase;

import dev.candlewick.market.CandleBatch;
import dev.candlewick.market.Grid;
import dev.candlewick.market.Interval;
import dev.candlewick.market.Symbol;
import dev.candlewick.provider.CandleProvider.CandlePage;
import dev.candlewick.provider.CandleProvider.CandleQuery;
import dev.candlewick.provider.PageCheck;
import java.time.Instant;

/// Collects one page from responses that span 300 intervals each. After an empty response it looks
/// for the next day with a candle, 300 days per request, so the years before a listing cost only a
/// few requests.
final class CandlePager {
  private static final int SPAN = CoinbaseProvider.PAGE;
  private static final Grid DAYS = Grid.of(Interval.D1);

  private final Source source;
  private final PageCheck check;
  private final Grid grid;
  private final Instant end;

  /// Fetches candles from the first open time to the last one, both inclusive.
  @FunctionalInterface
  interface Source {
    CandleBatch fetch(Symbol symbol, Grid grid, Instant first, Instant last);
  }

  CandlePager(Source source, PageCheck check) {
    this.source = source;
    this.check = check;
    this.grid = check.query().grid();
    this.end = min(grid.ceiling(check.query().to()), grid.floor(check.venueTime()));
  }

  CandlePage fetchPage() {
    CandleBatch.Builder page = new CandleBatch.Builder(check.limit());
    Instant at = grid.ceiling(check.query().from());
    while (at.isBefore(end) && page.size() < check.limit()) {
      Instant next = min(end, grid.plus(at, SPAN));
      CandleBatch rows = fetchRows(grid, at, next);
      for (int row = 0; row < rows.size(); row++) page.add(rows.candle(row));
      at = rows.isEmpty() ? nextTraded(next) : next;
    }
    return check.page(check.within(page.build()));
  }

  /// Returns the start of the first day that has a candle, but not before `from`; the end when
  /// there is none.
  private Instant nextTraded(Instant from) {
    if (grid.interval() == Interval.D1 || !from.isBefore(end)) return from;
    Instant day = DAYS.floor(from);
    while (day.isBefore(end)) {
      Instant next = min(DAYS.plus(day, SPAN), DAYS.ceiling(end));
      CandleBatch days = fetchRows(DAYS, day, next);
      if (!days.isEmpty()) return max(from, days.openTime(0));
      day = next;
    }
    return end;
  }

  /// Returns the candles of `from <= open < to`, without those the venue adds on either side.
  private CandleBatch fetchRows(Grid of, Instant from, Instant to) {
    Symbol symbol = check.query().symbol();
    CandleBatch rows = source.fetch(symbol, of, from, of.plus(to, -1));
    CandleQuery query = new CandleQuery(symbol, of, from, to, SPAN);
    return new PageCheck(check.venue(), query, SPAN, check.venueTime()).within(rows);
  }

  private static Instant min(Instant one, Instant two) {
    return one.isBefore(two) ? one : two;
  }

  private static Instant max(Instant one, Instant two) {
    return one.isAfter(two) ? one : two;
  }
}
