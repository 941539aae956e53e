package dev.candlewick.provider;

import dev.candlewick.market.Candle;
import dev.candlewick.market.CandleBatch;
import dev.candlewick.market.Grid;
import dev.candlewick.provider.CandleProvider.BadRow;
import dev.candlewick.provider.CandleProvider.CandlePage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// Separates the rows of a response into candles and invalid rows.
final class RowValidator {
  private final CandleBatch rows;
  private final Grid grid;
  private final List<Candle> valid = new ArrayList<>();
  private final List<BadRow> bad = new ArrayList<>();

  private RowValidator(CandleBatch rows, Grid grid) {
    this.rows = rows;
    this.grid = grid;
  }

  /// Validates the rows of a page.
  ///
  /// @param rows ascending
  static CandlePage of(CandleBatch rows, Grid grid, Instant venueTime) {
    if (rows.fault(grid).isEmpty()) return new CandlePage(rows, venueTime);
    RowValidator validator = new RowValidator(rows, grid);
    for (int row = 0; row < rows.size(); ) row = validator.take(row);
    return new CandlePage(CandleBatch.of(validator.valid), validator.bad, venueTime);
  }

  /// Takes all rows of one open time; returns the index where the next begins.
  private int take(int first) {
    int end = first + 1;
    boolean same = true;
    for (; end < rows.size() && rows.openMicros(end) == rows.openMicros(first); end++) {
      same &= rows.same(first, rows, end);
    }
    if (!same) {
      reject(end - 1, "open time occurs twice with different values");
    } else {
      rows.slice(first, first + 1)
          .fault(grid)
          .ifPresentOrElse(
              fault -> reject(first, fault.message()), () -> valid.add(rows.candle(first)));
    }
    return end;
  }

  private void reject(int row, String message) {
    Instant open = rows.openTime(row);
    bad.add(
        new BadRow(
            grid.floor(open),
            "candle %d of the page, opened %s: %s".formatted(row, open, message)));
  }
}
