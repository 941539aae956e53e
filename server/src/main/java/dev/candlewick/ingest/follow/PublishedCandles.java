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

/// The closed candles of a series that are published: all up to one, and some after it whose
/// predecessors the feed has left out. Not thread-safe.
final class PublishedCandles {
  /// The most candles that are published later than they closed; older ones are history.
  static final int MAX_LATE = 500;

  private final Grid grid;
  private final NavigableSet<Instant> outOfOrder = new TreeSet<>();
  private @Nullable Instant upTo;

  /// Creates the record of a series.
  ///
  /// @param upTo the last candle that does not have to be published; null when there is none yet
  PublishedCandles(Grid grid, @Nullable Instant upTo) {
    this.grid = grid;
    this.upTo = upTo;
  }

  /// Adds a candle of the feed; returns false when it was published before.
  boolean add(Instant open) {
    if (upTo != null && !open.isAfter(upTo)) return false;
    boolean isNew = outOfOrder.add(open);
    if (upTo == null || open.equals(grid.next(upTo)) || outOfOrder.size() > MAX_LATE)
      upTo = outOfOrder.pollFirst();
    return isNew;
  }

  /// Returns the first open time that may not be published, when the stored series ends with
  /// `last`.
  Instant firstUnpublished(Instant last) {
    Instant oldest = grid.plus(last, 1 - MAX_LATE);
    Instant next = upTo == null ? last : grid.next(upTo);
    return next.isAfter(oldest) ? next : oldest;
  }

  /// Returns the stored candles that are not published yet, and marks them as published.
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
