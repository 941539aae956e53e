package dev.candlewick.ingest.follow;

import dev.candlewick.ingest.Ingest;
import dev.candlewick.ingest.Patience;
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

/// Keeps the followed series current: as their venue's feed tells them, and soon after a candle
/// that no feed has told of has closed, everything since the last one is fetched. Candles of any
/// series that were read just after their close are asked for once more. One process of a database
/// does it; when it dies another takes over.
public final class Follower implements AutoCloseable {
  private static final Duration AFTER_CLOSE = Duration.ofSeconds(2);

  /// How long a feed that works may take to tell of a candle that has closed.
  private static final Duration AFTER_CLOSE_WITH_FEED = Duration.ofSeconds(10);

  private static final Duration AFTER_FAULT = Duration.ofSeconds(30);

  private final Ingest ingest;
  private final LiveFeeds feeds;
  private final Consumer<String> say;
  private final Map<Integer, Instant> notBefore = new HashMap<>();
  private final Loop turns;
  private final SettlingCheck settling;

  public Follower(Ingest ingest, LiveFeeds feeds, Consumer<String> say) {
    this.ingest = ingest;
    this.feeds = feeds;
    this.say = say;
    this.turns = new Loop("follower", this::claimed, this::interrupted);
    this.settling = new SettlingCheck(ingest, say, turns::stopped);
  }

  public void start() {
    turns.start();
  }

  private Duration claimed() throws InterruptedException {
    Optional<SessionLock> claim = ingest.series().claimFollowing();
    if (claim.isPresent()) {
      try (SessionLock lock = claim.get()) {
        hold(lock);
      }
    }
    return Loop.LOOK;
  }

  private void hold(SessionLock lock) throws InterruptedException {
    try {
      feeds.open();
      while (!turns.stopped() && lock.held()) {
        round();
        Thread.sleep(Loop.LOOK);
      }
    } finally {
      feeds.close();
    }
  }

  /// Looks once at every followed series.
  void round() {
    try {
      var followed = ingest.series().followed();
      feeds.want(followed);
      Instant now = ingest.clock().instant();
      for (Series series : followed) {
        if (!turns.stopped() && due(series, now)) bring(series, now);
      }
      settling.round(now);
    } catch (RuntimeException e) {
      if (!turns.stopped()) interrupted(e);
    }
  }

  private void interrupted(Throwable e) {
    say.accept("following is interrupted: " + e);
  }

  private boolean due(Series series, Instant now) {
    Instant last = series.lastOpen();
    if (last == null || now.isBefore(notBefore.getOrDefault(series.id(), Instant.MIN))) {
      return false;
    }
    Duration wait = feeds.live(series) ? AFTER_CLOSE_WITH_FEED : AFTER_CLOSE;
    return feeds.behind(series) || !now.isBefore(series.grid().plus(last, 2).plus(wait));
  }

  /// One series' fault does not end the following of all others; a database that is down does.
  private void bring(Series series, Instant now) {
    feeds.bringing(series);
    try {
      notBefore.put(series.id(), fetch(series, now) ? now : afterNothing(series.grid(), now));
      feeds.brought(series);
    } catch (RuntimeException e) {
      feeds.notBrought(series);
      if (e instanceof StoreException store && store.retryable()) throw e;
      Duration wait =
          e instanceof ProviderException fault ? fault.retryAfter(now, AFTER_FAULT) : AFTER_FAULT;
      notBefore.put(series.id(), now.plus(wait));
      if (turns.stopped()) return;
      say.accept(
          "cannot follow " + series.symbol() + " " + series.interval() + ": " + e.getMessage());
    }
  }

  /// Fetches what is missing at the end; whether there was anything.
  private boolean fetch(Series series, Instant now) {
    CandleProvider provider = ingest.providers().find(series.provider()).orElse(null);
    Instant last = series.lastOpen();
    if (provider == null || last == null) return false;
    Grid grid = series.grid();
    Instant to = feeds.end(series, grid.floor(now));
    SeriesFetch.Run run = new SeriesFetch.Run(series, grid.next(last), to, null, turns::stopped);
    new SeriesFetch(ingest, provider, Patience.none(ingest.clock()), run).fetch();
    return !last.equals(lastOpen(series));
  }

  private @Nullable Instant lastOpen(Series series) {
    return ingest.series().find(series.id()).map(Series::lastOpen).orElse(null);
  }

  /// A venue that had nothing new is asked again when the next candle has closed, or soon.
  private static Instant afterNothing(Grid grid, Instant now) {
    Instant next = grid.plus(grid.floor(now), 1).plus(AFTER_CLOSE);
    Instant soon = now.plus(AFTER_FAULT);
    return next.isBefore(soon) ? next : soon;
  }

  @Override
  public void close() {
    turns.close();
  }
}
