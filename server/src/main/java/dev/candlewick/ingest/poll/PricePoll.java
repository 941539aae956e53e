package dev.candlewick.ingest.poll;

import dev.candlewick.loop.Loop;
import dev.candlewick.provider.PriceProvider.Impossible;
import dev.candlewick.provider.ProviderException;
import dev.candlewick.settings.PollSettings;
import dev.candlewick.store.SessionLock;
import dev.candlewick.store.StoreException;
import dev.candlewick.store.price.TickStore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Polls the prices repeatedly. One process of a database polls; when it dies, another takes over.
/// An outage of a venue or the database never ends it.
public final class PricePoll implements AutoCloseable {
  private final PriceRound round;
  private final TickStore ticks;
  private final PollSettings settings;
  private final InstantSource clock;
  private final Consumer<String> log;
  private final PollSchedule schedule;
  private final TickRetention tickRetention;
  private final Loop workerLoop;
  private volatile PollState state = PollState.IDLE;
  private volatile @Nullable Instant nextRound;

  /// Creates a poll that is not started.
  ///
  /// @param log receives failed rounds
  public PricePoll(
      PriceRound round,
      TickStore ticks,
      PollSettings settings,
      InstantSource clock,
      Consumer<String> log) {
    this.round = round;
    this.ticks = ticks;
    this.settings = settings;
    this.clock = clock;
    this.log = log;
    this.schedule = new PollSchedule(settings.interval());
    this.tickRetention = new TickRetention(ticks, settings.retention());
    this.workerLoop = new Loop("price-poll", this::pollIfClaimed, this::recordFailure);
  }

  /// Activates the new targets of the settings, and starts polling.
  public void start() {
    round.activate(settings.assets());
    workerLoop.start();
  }

  public PollState state() {
    return state;
  }

  /// Returns the name of the venue that is polled.
  public String source() {
    return round.source();
  }

  /// Returns when this process polls next; empty while it does not.
  public Optional<Instant> nextRound() {
    return state.role() == PollState.Role.POLLING
        ? Optional.ofNullable(nextRound)
        : Optional.empty();
  }

  public Duration interval() {
    return settings.interval();
  }

  /// Returns the time since the last successful round; empty before the first.
  public Optional<Duration> timeSinceSuccess() {
    return Optional.ofNullable(state.lastSuccess())
        .map(last -> Duration.between(last, clock.instant()));
  }

  private Duration pollIfClaimed() throws InterruptedException {
    Optional<SessionLock> claim = ticks.claimPolling();
    if (claim.isEmpty()) {
      state = state.asStandby();
      return Loop.POLL_INTERVAL;
    }
    try (SessionLock lock = claim.get()) {
      state = state.withRole(PollState.Role.POLLING);
      while (!workerLoop.isStopped() && lock.isHeld()) Thread.sleep(runOnce());
    }
    return Loop.POLL_INTERVAL;
  }

  /// Runs what is due; returns the time until there is more to do.
  Duration runOnce() {
    Instant start = clock.instant();
    if (schedule.isDue(start)) {
      Instant retryAt = poll();
      schedule.planNext(start, clock.instant(), state.failuresInARow(), retryAt);
      nextRound = schedule.next();
      return Duration.ZERO;
    }
    if (runRetention(start)) return Duration.ZERO;
    Duration left = Duration.between(start, schedule.next());
    return left.compareTo(Loop.POLL_INTERVAL) < 0 ? left : Loop.POLL_INTERVAL;
  }

  private boolean runRetention(Instant now) {
    try {
      return tickRetention.step(now);
    } catch (StoreException e) {
      tickRetention.postpone(now);
      log.accept("old prices are not deleted: " + e.getMessage());
      return false;
    }
  }

  /// Runs one round; returns the venue's earliest time for the next request, or null when it states
  /// none.
  private @Nullable Instant poll() {
    try {
      PriceRound.Skipped skipped = round.run();
      if (!skipped.impossible().equals(state.impossible())) logImpossible(skipped.impossible());
      state = state.afterSuccess(clock.instant(), skipped);
      return null;
    } catch (ProviderException e) {
      recordFailure(e);
      return e.retryAt();
    } catch (RuntimeException e) {
      recordFailure(e);
      return null;
    }
  }

  /// Logs impossible prices when they change, not in each round.
  private void logImpossible(List<Impossible> impossible) {
    for (Impossible one : impossible) {
      log.accept(
          "the price of %s (%s) at %s %s; it is left out"
              .formatted(one.instrument().ticker(), one.instrument().id(), source(), one.reason()));
    }
    if (impossible.isEmpty()) log.accept("no price is left out any more");
  }

  private void recordFailure(Throwable e) {
    if (workerLoop.isStopped()) return;
    log.accept("prices are not polled: " + e.getMessage());
    state = state.afterFailure(describe(e));
  }

  private static String describe(Throwable e) {
    return switch (e) {
      case ProviderException venue -> String.valueOf(venue.getMessage());
      case StoreException store ->
          store.isRetryable()
              ? "the database does not respond"
              : "the prices could not be stored; the log has the error";
      default -> "internal error; the log has it";
    };
  }

  @Override
  public void close() {
    workerLoop.close();
    state = state.withRole(PollState.Role.STOPPED);
  }
}
