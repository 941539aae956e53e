package dev.candlewick.provider;

import dev.candlewick.market.Candle;
import dev.candlewick.market.CandleBatch;
import dev.candlewick.market.Grid;
import dev.candlewick.provider.CandleProvider.BadRow;
import dev.candlewick.provider.CandleProvider.CandlePage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// Parts the rows of an answer into candles and rows that cannot be.
final class SoundRows {
  private final CandleBatch rows;
  private final Grid grid;
  private final List<Candle> sound = new ArrayList<>();
  private final List<BadRow> bad = new ArrayList<>();

  private SoundRows(CandleBatch rows, Grid grid) {
    this.rows = rows;
    this.grid = grid;
  }

  /// @param rows ascending
  static CandlePage of(CandleBatch rows, Grid grid, Instant venueTime) {
    if (rows.fault(grid).isEmpty()) return new CandlePage(rows, venueTime);
    SoundRows parted = new SoundRows(rows, grid);
    for (int row = 0; row < rows.size(); ) row = parted.take(row);
    return new CandlePage(CandleBatch.of(parted.sound), parted.bad, venueTime);
  }

  /// Takes all rows of one open time; answers where the next begins.
  private int take(int first) {
    int end = first + 1;
    boolean same = true;
    for (; end < rows.size() && rows.openMicros(end) == rows.openMicros(first); end++) {
      same &= rows.same(first, rows, end);
    }
    if (!same) {
      refuse(end - 1, "open time occurs twice with different values");
    } else {
      rows.slice(first, first + 1)
          .fault(grid)
          .ifPresentOrElse(
              fault -> refuse(first, fault.message()), () -> sound.add(rows.candle(first)));
    }
    return end;
  }

  private void refuse(int row, String message) {
    Instant open = rows.openTime(row);
    bad.add(
        new BadRow(
            grid.floor(open),
            "candle %d of the page, opened %s: %s".formatted(row, open, message)));
  }
}
