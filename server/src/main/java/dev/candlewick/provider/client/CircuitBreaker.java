package dev.candlewick.provider.client;

import dev.candlewick.provider.ProviderException;
import dev.candlewick.provider.ProviderException.Kind;
import dev.candlewick.provider.VenueHealth.State;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Stops requests to a venue that keeps failing: after five consecutive failures for 30 seconds,
/// then one trial, then twice as long, up to five minutes.
final class CircuitBreaker {
  private static final int FAILURE_THRESHOLD = 5;
  private static final Duration FIRST_OPEN = Duration.ofSeconds(30);
  private static final Duration LONGEST_OPEN = Duration.ofMinutes(5);

  private final String venue;
  private final InstantSource clock;
  private int failures;
  private Duration nextOpening = FIRST_OPEN;
  private @Nullable Instant openUntil;
  private boolean probing;
  private @Nullable String fault;

  /// The state of a circuit breaker.
  ///
  /// @param retryAt when the circuit admits a trial; null when it admits requests now
  public record Status(State state, @Nullable Instant retryAt, @Nullable String fault) {}

  CircuitBreaker(String venue, InstantSource clock) {
    this.venue = venue;
    this.clock = clock;
  }

  /// Runs the work unless the circuit is open, and records the result.
  <T> T run(Supplier<T> work) {
    admit();
    boolean settled = false;
    try {
      T result = work.get();
      settled = recordSuccess();
      return result;
    } catch (ProviderException e) {
      settled = recordFailure(e);
      throw e;
    } finally {
      if (!settled) abandonProbe();
    }
  }

  synchronized Status status() {
    if (openUntil == null) return new Status(State.CLOSED, null, fault);
    boolean due = !clock.instant().isBefore(openUntil);
    return new Status(due ? State.HALF_OPEN : State.OPEN, due ? null : openUntil, fault);
  }

  /// Throws when no request may be sent, before the budget is touched.
  synchronized void requireNotOpen() {
    if (openUntil == null) return;
    Instant now = clock.instant();
    if (now.isBefore(openUntil) || probing) {
      Instant retryAt = now.isBefore(openUntil) ? openUntil : now.plusSeconds(1);
      throw new ProviderException(
          venue,
          Kind.CIRCUIT_OPEN,
          "not requested after " + failures + " consecutive failures",
          retryAt,
          null);
    }
  }

  private synchronized void admit() {
    requireNotOpen();
    probing = openUntil != null;
  }

  private synchronized boolean recordSuccess() {
    failures = 0;
    fault = null;
    openUntil = null;
    probing = false;
    nextOpening = FIRST_OPEN;
    return true;
  }

  private synchronized boolean recordFailure(ProviderException e) {
    if (Thread.currentThread().isInterrupted()) return false;
    if (!isVenueFailure(e.kind())) {
      recordSuccess();
      fault = e.getMessage();
      return true;
    }
    failures++;
    fault = e.getMessage();
    if (failures >= FAILURE_THRESHOLD && (openUntil == null || probing)) open();
    probing = false;
    return true;
  }

  private void open() {
    openUntil = clock.instant().plus(nextOpening);
    Duration doubled = nextOpening.multipliedBy(2);
    nextOpening = doubled.compareTo(LONGEST_OPEN) > 0 ? LONGEST_OPEN : doubled;
  }

  private synchronized void abandonProbe() {
    probing = false;
  }

  /// Whether the error concerns the venue as a whole.
  private static boolean isVenueFailure(Kind kind) {
    return switch (kind) {
      case UNAVAILABLE, TIMEOUT, MALFORMED, BLOCKED -> true;
      case UNKNOWN_SYMBOL,
          UNKNOWN_QUOTE,
          NO_DATA,
          REJECTED,
          RANGE_LIMIT,
          RATE_LIMITED,
          BANNED,
          CIRCUIT_OPEN ->
          false;
    };
  }
}
