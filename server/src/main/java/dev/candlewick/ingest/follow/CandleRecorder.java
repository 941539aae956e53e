package dev.candlewick.ingest.follow;

import dev.candlewick.bus.Bus;
import dev.candlewick.bus.BusEvent;
import dev.candlewick.ingest.Ingest;
import dev.candlewick.ingest.fetch.Settling;
import dev.candlewick.loop.Loop;
import dev.candlewick.market.Candle;
import dev.candlewick.market.CandleBatch;
import dev.candlewick.market.Grid;
import dev.candlewick.market.Series;
import dev.candlewick.provider.FeedTopic;
import dev.candlewick.series.Coverage.Span;
import dev.candlewick.series.Coverage.State;
import dev.candlewick.series.PageCoverage;
import dev.candlewick.store.StoreException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Publishes the candles of one venue's feed, and stores those that have closed. A candle is stored
/// only where it continues its series or lies inside it. Before any other one is stored, the
/// missing candles are fetched from the venue, so that no series ever gets a gap before a newer
/// candle.
final class CandleRecorder implements AutoCloseable {
  private final Ingest ingest;
  private final String venue;
  private final Bus bus;
  private final FeedCounts counts;
  private final Consumer<String> log;
  private final Map<FeedTopic.Candles, SeriesTail> tails = new ConcurrentHashMap<>();
  private final BlockingQueue<SeriesTail> ready = new LinkedBlockingQueue<>();
  private final Loop workerLoop;

  CandleRecorder(Ingest ingest, String venue, Bus bus, FeedCounts counts, Consumer<String> log) {
    this.ingest = ingest;
    this.venue = venue;
    this.bus = bus;
    this.counts = counts;
    this.log = log;
    this.workerLoop =
        new Loop(
            "candles of " + venue,
            this::storeNext,
            e -> log.accept("candles are not stored: " + e));
  }

  void start() {
    workerLoop.start();
  }

  /// Replaces the series whose candles are stored.
  void setSeries(Collection<Series> series) {
    Map<FeedTopic.Candles, Series> wanted =
        series.stream().collect(Collectors.toMap(CandleRecorder::topic, Function.identity()));
    tails.keySet().retainAll(wanted.keySet());
    wanted.forEach((topic, one) ->
        tails.compute(
            topic, (key, old) -> old != null && old.belongsTo(one) ? old : new SeriesTail(one)));
  }

  static FeedTopic.Candles topic(Series series) {
    return new FeedTopic.Candles(series.symbol(), series.interval());
  }

  @Nullable SeriesTail tail(Series series) {
    return tails.get(topic(series));
  }

  /// Receives a candle from the feed; never blocks.
  void onCandle(FeedTopic.Candles topic, Candle candle, boolean closed) {
    SeriesTail tail = tails.get(topic);
    if (tail == null || !tail.isValid(candle)) return;
    boolean isNew = closed ? tail.acceptClosed(candle) : tail.acceptRunning(candle);
    if (closed) enqueue(tail);
    if (isNew) publish(topic, candle, closed);
  }

  private void publish(FeedTopic.Candles topic, Candle candle, boolean closed) {
    bus.publish(
        new BusEvent.CandleUpdated(venue, topic.symbol(), topic.interval(), candle, closed));
  }

  /// Called when the missing candles of this series are fetched and stored: publishes those that
  /// the feed has not delivered, and queues those that waited for them.
  void completeFetch(Series series, SeriesTail tail) {
    enqueue(tail);
    Instant last = ingest.series().find(series.id()).map(Series::lastOpen).orElse(null);
    if (last == null) return;
    Instant from = tail.unpublishedFrom(last);
    if (from.isAfter(last)) return;
    CandleBatch stored = ingest.candles().batch(series, from, series.grid().next(last));
    tail.takeUnpublished(stored).forEach(candle -> publish(topic(series), candle, true));
  }

  /// Called when the feed has subscribed to a topic: earlier candles must be fetched.
  void onSubscribed(FeedTopic.Candles topic) {
    SeriesTail tail = tails.get(topic);
    if (tail != null) tail.behind(true);
  }

  /// Queues a series whose closed candles wait to be stored.
  void enqueue(SeriesTail tail) {
    if (tail.setQueued(true)) ready.add(tail);
  }

  private Duration storeNext() throws InterruptedException {
    SeriesTail tail = ready.take();
    tail.setQueued(false);
    try {
      save(tail);
      return Duration.ZERO;
    } catch (StoreException e) {
      return handleFailure(tail, e);
    }
  }

  /// Retries after a transient error; after a permanent one, leaves the candles to the next fetch.
  private Duration handleFailure(SeriesTail tail, StoreException e) {
    if (!workerLoop.isStopped()) log.accept("candles of " + venue + " wait: " + e.getMessage());
    if (e.isRetryable() || e.kind() == StoreException.Kind.DISK_FULL) {
      enqueue(tail);
    } else {
      tail.discardBefore(Instant.MAX);
      tail.behind(true);
    }
    return Loop.POLL_INTERVAL;
  }

  private void save(SeriesTail tail) {
    Series series = ingest.series().find(tail.seriesId()).orElse(null);
    Instant first = series == null ? null : series.firstOpen();
    Instant last = series == null ? null : series.lastOpen();
    if (series == null || first == null || last == null) {
      tail.discardBefore(Instant.MAX);
      return;
    }
    tail.discardBefore(first);
    List<Candle> waiting = tail.waiting();
    List<Candle> fit = storable(series.grid(), last, waiting);
    if (!fit.isEmpty()) {
      CandleBatch batch = CandleBatch.of(fit);
      var saved =
          ingest.candles().savePage(series, batch, coveredSpans(series.grid(), batch), null);
      counts.candles.add(saved.inserted());
      tail.removeStored(fit);
    }
    if (fit.size() < waiting.size()) tail.behind(true);
  }

  /// Returns the first waiting candles, as far as they lie inside the series or continue it.
  private static List<Candle> storable(Grid grid, Instant last, List<Candle> waiting) {
    List<Candle> fit = new ArrayList<>();
    Instant next = grid.next(last);
    for (Candle candle : waiting) {
      Instant open = candle.openTime();
      if (open.isAfter(next)) break;
      fit.add(candle);
      if (open.equals(next)) next = grid.next(open);
    }
    return fit;
  }

  /// A feed delivers a candle as it closes, so all of them are marked for another request.
  private static List<Span> coveredSpans(Grid grid, CandleBatch batch) {
    Instant from = batch.openTime(0);
    Instant to = grid.next(batch.openTime(batch.size() - 1));
    List<Span> covered =
        PageCoverage.of(grid, from, to, batch, State.MISSING, null).stream()
            .filter(span -> span.state() == State.COVERED)
            .toList();
    return Settling.markUnsettled(covered, from);
  }

  @Override
  public void close() {
    workerLoop.close();
  }
}
