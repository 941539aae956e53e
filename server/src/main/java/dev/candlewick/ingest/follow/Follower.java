package dev.candlewick.ingest.follow;

import dev.candlewick.ingest.Ingest;
import dev.candlewick.ingest.RetryPolicy;
import dev.candlewick.ingest.fetch.SeriesFetch;
import dev.candlewick.loop.Loop;
import dev.candlewick.market.Grid;
import dev.candlewick.market.Series;
import dev.candlewick.provider.CandleProvider;
import dev.candlewick.provider.ProviderException;
import dev.candlewick.store.SessionLock;
import dev.candlewick.store.StoreException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Keeps the followed series current: records the candles that their venue's feed delivers, and
/// soon after the close of a candle that no feed has delivered, fetches everything since the last
/// one. Requests once more the candles of any series that were read just after their close. One
/// process of a database follows; when it dies, another takes over.
public final class Follower implements AutoCloseable {
  private static final Duration CLOSE_DELAY = Duration.ofSeconds(2);

  /// The time that a live feed may take to deliver a candle that has closed.
  private static final Duration CLOSE_DELAY_WITH_FEED = Duration.ofSeconds(10);

  private static final Duration RETRY_DELAY = Duration.ofSeconds(30);

  private final Ingest ingest;
  private final VenueFeeds feeds;
  private final Consumer<String> log;
  private final Map<Integer, Instant> notBefore = new HashMap<>();
  private final Loop workerLoop;
  private final SettlingCheck settlingCheck;

  public Follower(Ingest ingest, VenueFeeds feeds, Consumer<String> log) {
    this.ingest = ingest;
    this.feeds = feeds;
    this.log = log;
    this.workerLoop = new Loop("follower", this::runIfClaimed, this::reportFailure);
    this.settlingCheck = new SettlingCheck(ingest, log, workerLoop::isStopped);
  }

  public void start() {
    workerLoop.start();
  }

  private Duration runIfClaimed() throws InterruptedException {
    Optional<SessionLock> claim = ingest.series().claimFollowing();
    if (claim.isPresent()) {
      try (SessionLock lock = claim.get()) {
        followWhileHeld(lock);
      }
    }
    return Loop.POLL_INTERVAL;
  }

  private void followWhileHeld(SessionLock lock) throws InterruptedException {
    try {
      feeds.open();
      while (!workerLoop.isStopped() && lock.isHeld()) {
        runRound();
        Thread.sleep(Loop.POLL_INTERVAL);
      }
    } finally {
      feeds.close();
    }
  }

  /// Checks every followed series once.
  void runRound() {
    try {
      var followed = ingest.series().findFollowed();
      feeds.setSubscriptions(followed);
      Instant now = ingest.clock().instant();
      for (Series series : followed) {
        if (!workerLoop.isStopped() && isDue(series, now)) refresh(series, now);
      }
      settlingCheck.run(now);
    } catch (RuntimeException e) {
      if (!workerLoop.isStopped()) reportFailure(e);
    }
  }

  private void reportFailure(Throwable e) {
    log.accept("following is interrupted: " + e);
  }

  private boolean isDue(Series series, Instant now) {
    Instant last = series.lastOpen();
    if (last == null || now.isBefore(notBefore.getOrDefault(series.id(), Instant.MIN))) {
      return false;
    }
    Duration wait = feeds.isLive(series) ? CLOSE_DELAY_WITH_FEED : CLOSE_DELAY;
    return feeds.isBehind(series) || !now.isBefore(series.grid().plus(last, 2).plus(wait));
  }

  /// An error in one series does not end the following of all others; a database that is down does.
  private void refresh(Series series, Instant now) {
    feeds.beginFetch(series);
    try {
      notBefore.put(series.id(), fetch(series, now) ? now : nextAttempt(series.grid(), now));
      feeds.completeFetch(series);
    } catch (RuntimeException e) {
      feeds.failFetch(series);
      if (e instanceof StoreException store && store.isRetryable()) throw e;
      Duration wait =
          e instanceof ProviderException fault ? fault.retryAfter(now, RETRY_DELAY) : RETRY_DELAY;
      notBefore.put(series.id(), now.plus(wait));
      if (workerLoop.isStopped()) return;
      log.accept(
          "cannot follow " + series.symbol() + " " + series.interval() + ": " + e.getMessage());
    }
  }

  /// Fetches the missing candles at the end of a series; returns whether there were any.
  private boolean fetch(Series series, Instant now) {
    CandleProvider provider = ingest.providers().find(series.provider()).orElse(null);
    Instant last = series.lastOpen();
    if (provider == null || last == null) return false;
    Grid grid = series.grid();
    Instant to = feeds.fetchEnd(series, grid.floor(now));
    SeriesFetch.Request request =
        new SeriesFetch.Request(series, grid.next(last), to, null, workerLoop::isStopped);
    new SeriesFetch(ingest, provider, RetryPolicy.none(ingest.clock()), request).fetch();
    return !last.equals(lastOpen(series));
  }

  private @Nullable Instant lastOpen(Series series) {
    return ingest.series().find(series.id()).map(Series::lastOpen).orElse(null);
  }

  /// Returns when to fetch again from a venue that had nothing new: when the next candle has
  /// closed, or after the retry delay if that is earlier.
  private static Instant nextAttempt(Grid grid, Instant now) {
    Instant next = grid.plus(grid.floor(now), 1).plus(CLOSE_DELAY);
    Instant soon = now.plus(RETRY_DELAY);
    return next.isBefore(soon) ? next : soon;
  }

  @Override
  public void close() {
    workerLoop.close();
  }
}
