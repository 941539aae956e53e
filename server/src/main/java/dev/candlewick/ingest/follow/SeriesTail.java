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

/// The end of a followed series as its feed tells it: what is new, which closed candles wait to be
/// stored, and whether the venue must be asked for what the feed has not told.
final class SeriesTail {
  /// Closed candles that wait; more are fetched again when the time comes.
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

  /// Hears a candle that runs; false when something newer is known.
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

  /// Hears a candle that has closed and keeps it to be stored; false when it was told before.
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

  /// The first stored candle that may not have been told, when the series ends with `last`.
  synchronized Instant unpublishedFrom(Instant last) {
    return published.firstUnpublished(last);
  }

  /// The stored candles from there on that the feed has not told. They count as told from now on,
  /// and older ones do not move any more.
  synchronized List<Candle> takeUnpublished(CandleBatch stored) {
    List<Candle> unpublished = published.takeUnpublished(stored);
    unpublished.forEach(candle -> advanceTo(candle.openTime()));
    return unpublished;
  }

  /// Whether the feed has ever told of one that closed.
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

  /// The closed candles that are not stored yet, oldest first.
  synchronized List<Candle> waiting() {
    return List.copyOf(waiting.values());
  }

  /// These need not wait any more, unless they have changed since.
  synchronized void removeStored(Collection<Candle> candles) {
    candles.forEach(candle -> waiting.remove(candle.openTime(), candle));
  }

  /// What opened before this waits no more.
  synchronized void discardBefore(Instant before) {
    waiting.headMap(before).clear();
  }

  /// The end, exclusive, of what the venue must be asked for to reach what waits.
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

  /// Enters or leaves the queue of those to be stored; false when that changes nothing.
  synchronized boolean setQueued(boolean value) {
    boolean changes = queued != value;
    queued = value;
    return changes;
  }
}
