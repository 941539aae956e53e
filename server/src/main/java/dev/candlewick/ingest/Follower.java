package dev.candlewick.ingest;

import dev.candlewick.market.Grid;
import dev.candlewick.provider.CandleProvider;
import dev.candlewick.provider.ProviderException;
import dev.candlewick.store.Series;
import dev.candlewick.store.SessionLock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/// Keeps the followed series current: soon after a candle has closed, everything since the last one
/// is fetched. One process of a database does it; when it dies another takes over.
public final class Follower implements AutoCloseable {
  private static final Duration LOOK = Duration.ofSeconds(1);
  private static final Duration AFTER_CLOSE = Duration.ofSeconds(2);
  private static final Duration AFTER_FAULT = Duration.ofSeconds(30);

  private final Ingest ingest;
  private final Consumer<String> say;
  private final AtomicBoolean stopped = new AtomicBoolean();
  private final Map<Integer, Instant> notBefore = new ConcurrentHashMap<>();
  private final Thread thread;

  public Follower(Ingest ingest, Consumer<String> say) {
    this.ingest = ingest;
    this.say = say;
    this.thread = Thread.ofVirtual().name("follower").unstarted(this::work);
  }

  public void start() {
    thread.start();
  }

  private void work() {
    while (!stopped.get()) {
      try {
        Optional<SessionLock> claim = ingest.series().claimFollowing();
        if (claim.isPresent()) {
          try (SessionLock lock = claim.get()) {
            while (!stopped.get() && lock.held()) {
              round();
              rest();
            }
          }
        }
      } catch (RuntimeException e) {
        // One series' fault, whatever it is, must not end the following of all others.
        say.accept("following is interrupted: " + e);
      }
      rest();
    }
  }

  private void round() {
    Instant now = ingest.clock().instant();
    List<Series> followed = ingest.series().followed();
    for (Series series : followed) {
      if (!stopped.get() && due(series, now)) bring(series, now);
    }
  }

  private boolean due(Series series, Instant now) {
    Instant last = series.lastOpen();
    if (last == null) return false;
    Instant closes = series.grid().plus(last, 2);
    return !now.isBefore(closes.plus(AFTER_CLOSE))
        && !now.isBefore(notBefore.getOrDefault(series.id(), Instant.MIN));
  }

  private void bring(Series series, Instant now) {
    CandleProvider provider = ingest.providers().find(series.provider()).orElse(null);
    Instant last = series.lastOpen();
    if (provider == null || last == null) return;
    Grid grid = series.grid();
    Patience patience = Patience.none(ingest.clock());
    try {
      SeriesFetch.Run run =
          new SeriesFetch.Run(series, grid.next(last), grid.floor(now), null, stopped::get);
      new SeriesFetch(ingest, provider, patience, run).fetch();
      Instant next = grid.plus(grid.floor(now), 1).plus(AFTER_CLOSE);
      notBefore.put(series.id(), min(next, now.plus(AFTER_FAULT)));
    } catch (ProviderException e) {
      notBefore.put(series.id(), now.plus(e.retryAfter(now, AFTER_FAULT)));
      say.accept(
          "cannot follow " + series.symbol() + " " + series.interval() + ": " + e.getMessage());
    }
  }

  private static Instant min(Instant one, Instant two) {
    return one.isBefore(two) ? one : two;
  }

  private void rest() {
    try {
      Thread.sleep(LOOK);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      stopped.set(true);
    }
  }

  @Override
  public void close() {
    stopped.set(true);
    if (!thread.isAlive()) return;
    thread.interrupt();
    try {
      thread.join(Duration.ofSeconds(10));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
