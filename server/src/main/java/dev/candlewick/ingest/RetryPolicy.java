package dev.candlewick.ingest;

import dev.candlewick.provider.Pause;
import dev.candlewick.provider.ProviderException;
import dev.candlewick.store.StoreException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// Retries calls that fail with a transient error: through a ban however long it lasts, through an
/// outage of the venue or the database for a limited number of times. Throws every other error
/// without a retry.
public final class RetryPolicy {
  private static final int MAX_OUTAGES = 8;
  private static final Duration FIRST_WAIT = Duration.ofSeconds(2);
  private static final Duration MAX_WAIT = Duration.ofSeconds(60);
  private static final Duration SLICE = Duration.ofSeconds(1);

  private final InstantSource clock;
  private final Pause pause;
  private final BooleanSupplier cancelled;
  private final Consumer<String> log;

  public RetryPolicy(
      InstantSource clock, Pause pause, BooleanSupplier cancelled, Consumer<String> log) {
    this.clock = clock;
    this.pause = pause;
    this.cancelled = cancelled;
    this.log = log;
  }

  /// Returns a policy without retries, for callers with other work to do meanwhile. It throws every
  /// error without delay.
  public static RetryPolicy none(InstantSource clock) {
    return new RetryPolicy(clock, wait -> {}, () -> true, message -> {});
  }

  public <T> T call(Supplier<T> work) {
    for (int outage = 0; ; outage++) {
      try {
        return work.get();
      } catch (ProviderException e) {
        if (!isTransient(e.kind())) throw e;
        if (isRateLimited(e.kind())) {
          outage--;
        } else if (outage == MAX_OUTAGES) {
          throw e;
        }
        await(e.retryAfter(clock.instant(), backoff(outage)), e);
      } catch (StoreException e) {
        if (!e.isRetryable() || outage == MAX_OUTAGES) throw e;
        await(backoff(outage), e);
      }
    }
  }

  public static boolean isTransient(ProviderException.Kind kind) {
    return switch (kind) {
      case RATE_LIMITED, BANNED, CIRCUIT_OPEN, UNAVAILABLE, TIMEOUT -> true;
      case UNKNOWN_SYMBOL, UNKNOWN_QUOTE, NO_DATA, REJECTED, RANGE_LIMIT, BLOCKED, MALFORMED ->
          false;
    };
  }

  private static boolean isRateLimited(ProviderException.Kind kind) {
    return switch (kind) {
      case RATE_LIMITED, BANNED -> true;
      case CIRCUIT_OPEN,
          UNAVAILABLE,
          TIMEOUT,
          UNKNOWN_SYMBOL,
          UNKNOWN_QUOTE,
          NO_DATA,
          REJECTED,
          RANGE_LIMIT,
          BLOCKED,
          MALFORMED ->
          false;
    };
  }

  private static Duration backoff(int outage) {
    Duration wait = FIRST_WAIT.multipliedBy(1L << Math.clamp(outage, 0, 5));
    return wait.compareTo(MAX_WAIT) < 0 ? wait : MAX_WAIT;
  }

  /// Waits in slices, so that a cancelled job does not wait until a ban ends.
  private void await(Duration wait, RuntimeException cause) {
    log.accept("waiting " + wait.toSeconds() + " s: " + cause.getMessage());
    Instant end = clock.instant().plus(wait);
    while (clock.instant().isBefore(end)) {
      if (cancelled.getAsBoolean()) throw cause;
      Duration left = Duration.between(clock.instant(), end);
      try {
        pause.await(left.compareTo(SLICE) < 0 ? left : SLICE);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw cause;
      }
    }
  }
}
