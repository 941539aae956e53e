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

/// Asks for the prices again and again. One process of a database does it; when it dies another
/// takes over. Neither a venue nor a database that is down ever ends it.
public final class PricePoll implements AutoCloseable {
  private final PriceRound round;
  private final TickStore ticks;
  private final PollSettings settings;
  private final InstantSource clock;
  private final Consumer<String> say;
  private final PollSchedule schedule;
  private final TickUpkeep upkeep;
  private final Loop turns;
  private volatile PollState state = PollState.IDLE;

  /// @param say hears of rounds that fail
  public PricePoll(
      PriceRound round,
      TickStore ticks,
      PollSettings settings,
      InstantSource clock,
      Consumer<String> say) {
    this.round = round;
    this.ticks = ticks;
    this.settings = settings;
    this.clock = clock;
    this.say = say;
    this.schedule = new PollSchedule(settings.interval());
    this.upkeep = new TickUpkeep(ticks, settings.retention());
    this.turns = new Loop("price-poll", this::claimed, this::failed);
  }

  /// Activates the targets of the settings that are new, and begins.
  public void start() {
    round.activate(settings.assets());
    turns.start();
  }

  public PollState state() {
    return state;
  }

  /// The venue that is asked.
  public String source() {
    return round.source();
  }

  public Duration interval() {
    return settings.interval();
  }

  /// How long ago the last good round was; empty when there was none yet.
  public Optional<Duration> age() {
    return Optional.ofNullable(state.lastSuccess())
        .map(last -> Duration.between(last, clock.instant()));
  }

  private Duration claimed() throws InterruptedException {
    Optional<SessionLock> claim = ticks.claimPolling();
    if (claim.isEmpty()) {
      state = state.standby();
      return Loop.LOOK;
    }
    try (SessionLock lock = claim.get()) {
      state = state.as(PollState.Role.POLLING);
      while (!turns.stopped() && lock.held()) Thread.sleep(turn());
    }
    return Loop.LOOK;
  }

  /// Does what is due; answers how long there is nothing to do.
  Duration turn() {
    Instant start = clock.instant();
    if (schedule.due(start)) {
      Instant retryAt = poll();
      schedule.after(start, clock.instant(), state.failuresInARow(), retryAt);
      return Duration.ZERO;
    }
    if (keepUp(start)) return Duration.ZERO;
    Duration left = Duration.between(start, schedule.next());
    return left.compareTo(Loop.LOOK) < 0 ? left : Loop.LOOK;
  }

  private boolean keepUp(Instant now) {
    try {
      return upkeep.step(now);
    } catch (StoreException e) {
      upkeep.rest(now);
      say.accept("old prices are not cleared away: " + e.getMessage());
      return false;
    }
  }

  /// One round; answers when the venue may be asked again, where it says so.
  private @Nullable Instant poll() {
    try {
      PriceRound.Left left = round.run();
      if (!left.impossible().equals(state.impossible())) name(left.impossible());
      state = state.succeeded(clock.instant(), left);
      return null;
    } catch (ProviderException e) {
      failed(e);
      return e.retryAt();
    } catch (RuntimeException e) {
      failed(e);
      return null;
    }
  }

  /// Said once, not each round, as long as it stays so.
  private void name(List<Impossible> impossible) {
    for (Impossible one : impossible) {
      say.accept(
          "the price of %s (%s) at %s %s; it is left out"
              .formatted(one.instrument().ticker(), one.instrument().id(), source(), one.reason()));
    }
    if (impossible.isEmpty()) say.accept("no price is left out any more");
  }

  private void failed(Throwable e) {
    if (turns.stopped()) return;
    say.accept("prices are not polled: " + e.getMessage());
    state = state.failed(inOurWords(e));
  }

  private static String inOurWords(Throwable e) {
    return switch (e) {
      case ProviderException venue -> String.valueOf(venue.getMessage());
      case StoreException store ->
          store.retryable()
              ? "the database does not answer"
              : "the prices could not be stored; it is in the log";
      default -> "something went wrong here; it is in the log";
    };
  }

  @Override
  public void close() {
    turns.close();
    state = state.as(PollState.Role.STOPPED);
  }
}
