package dev.candlewick.ingest.follow;

import dev.candlewick.market.Candle;
import dev.candlewick.market.CandleBatch;
import dev.candlewick.market.Grid;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Which closed candles of a series were told: all up to one, and some behind it whose forerunners
/// the feed has left out. Not for several threads.
final class PublishedCandles {
  /// So many at most are told later than they closed; what is older is history.
  static final int MAX_LATE = 500;

  private final Grid grid;
  private final NavigableSet<Instant> outOfOrder = new TreeSet<>();
  private @Nullable Instant upTo;

  /// @param upTo the last one that nobody needs to be told of; null when there is none yet
  PublishedCandles(Grid grid, @Nullable Instant upTo) {
    this.grid = grid;
    this.upTo = upTo;
  }

  /// The feed tells this one; false when it was told before.
  boolean add(Instant open) {
    if (upTo != null && !open.isAfter(upTo)) return false;
    boolean isNew = outOfOrder.add(open);
    if (upTo == null || open.equals(grid.next(upTo)) || outOfOrder.size() > MAX_LATE)
      upTo = outOfOrder.pollFirst();
    return isNew;
  }

  /// The first of which may not have been told, when what is stored ends with `last`.
  Instant firstUnpublished(Instant last) {
    Instant oldest = grid.plus(last, 1 - MAX_LATE);
    Instant next = upTo == null ? last : grid.next(upTo);
    return next.isAfter(oldest) ? next : oldest;
  }

  /// Those of the stored candles, from `from` on, that were not told; from now on they are.
  List<Candle> takeUnpublished(CandleBatch stored) {
    List<Candle> unpublished = new ArrayList<>();
    for (int i = 0; i < stored.size(); i++) {
      Candle candle = stored.candle(i);
      Instant open = candle.openTime();
      if (upTo != null && !open.isAfter(upTo)) continue;
      if (!outOfOrder.contains(open)) unpublished.add(candle);
      upTo = open;
    }
    if (upTo != null) outOfOrder.headSet(upTo, true).clear();
    return unpublished;
  }
}
