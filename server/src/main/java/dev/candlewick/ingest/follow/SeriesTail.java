package dev.candlewick.ingest.follow;

import dev.candlewick.market.Candle;
import dev.candlewick.market.CandleBatch;
import dev.candlewick.market.Grid;
import dev.candlewick.market.Series;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The end of a followed series as its feed delivers it: what is new, which closed candles wait to
/// be stored, and whether candles that the feed has not delivered must be fetched.
final class SeriesTail {
  /// The most closed candles that wait; more are fetched again later.
  private static final int MAX_WAITING = 64;

  private final int seriesId;
  private final Grid grid;
  private final NavigableMap<Instant, Candle> waiting = new TreeMap<>();
  private final PublishedCandles published;
  private @Nullable Candle newest;
  private @Nullable Candle closed;
  private @Nullable Instant lastClosed;
  private boolean behind;
  private boolean queued;

  SeriesTail(Series series) {
    this.seriesId = series.id();
    this.grid = series.grid();
    this.lastClosed = series.lastOpen();
    this.published = new PublishedCandles(grid, lastClosed);
  }

  int seriesId() {
    return seriesId;
  }

  boolean belongsTo(Series series) {
    return seriesId == series.id() && grid.equals(series.grid());
  }

  boolean isValid(Candle candle) {
    return CandleBatch.of(List.of(candle)).fault(grid).isEmpty();
  }

  /// Accepts a running candle; returns false when a newer one is known.
  synchronized boolean acceptRunning(Candle candle) {
    Instant open = candle.openTime();
    if (lastClosed != null && !open.isAfter(lastClosed)) return false;
    if (newest != null && older(candle, newest)) return false;
    newest = candle;
    return true;
  }

  private static boolean older(Candle candle, Candle known) {
    int order = candle.openTime().compareTo(known.openTime());
    if (order != 0) return order < 0;
    return candle.equals(known) || candle.volume().compareTo(known.volume()) < 0;
  }

  /// Accepts a closed candle and keeps it to be stored; returns false when it was published before.
  synchronized boolean acceptClosed(Candle candle) {
    if (candle.equals(closed)) return false;
    addWaiting(candle);
    Instant open = candle.openTime();
    if (closed == null || open.isAfter(closed.openTime())) closed = candle;
    if (!published.add(open)) return false;
    advanceTo(open);
    return true;
  }

  private void advanceTo(Instant open) {
    if (lastClosed == null || open.isAfter(lastClosed)) lastClosed = open;
  }

  /// Returns the first open time that may not be published, when the series ends with `last`.
  synchronized Instant unpublishedFrom(Instant last) {
    return published.firstUnpublished(last);
  }

  /// Returns the stored candles that are not published yet, and marks them as published. From then
  /// on running candles up to the last of them are rejected.
  synchronized List<Candle> takeUnpublished(CandleBatch stored) {
    List<Candle> unpublished = published.takeUnpublished(stored);
    unpublished.forEach(candle -> advanceTo(candle.openTime()));
    return unpublished;
  }

  /// Returns whether the feed has ever delivered a closed candle.
  synchronized boolean hasReceivedClosed() {
    return closed != null;
  }

  private void addWaiting(Candle candle) {
    if (waiting.size() >= MAX_WAITING) {
      waiting.clear();
      behind = true;
    }
    waiting.put(candle.openTime(), candle);
  }

  /// Returns the closed candles that are not stored yet, oldest first.
  synchronized List<Candle> waiting() {
    return List.copyOf(waiting.values());
  }

  /// Removes candles that are stored, unless they have changed since.
  synchronized void removeStored(Collection<Candle> candles) {
    candles.forEach(candle -> waiting.remove(candle.openTime(), candle));
  }

  /// Removes the waiting candles that opened before this time.
  synchronized void discardBefore(Instant before) {
    waiting.headMap(before).clear();
  }

  /// Returns the exclusive end of the range to fetch, so that it reaches the waiting candles.
  synchronized Instant fetchEnd(Instant fallback) {
    if (waiting.isEmpty()) return fallback;
    Instant next = grid.next(waiting.lastKey());
    return next.isAfter(fallback) ? next : fallback;
  }

  synchronized void behind(boolean value) {
    behind = value;
  }

  synchronized boolean behind() {
    return behind;
  }

  /// Records whether this series is queued for storing; returns false when nothing changes.
  synchronized boolean setQueued(boolean value) {
    boolean changes = queued != value;
    queued = value;
    return changes;
  }
}
