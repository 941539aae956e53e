package dev.candlewick.provider.client;

import dev.candlewick.provider.ProviderException;
import dev.candlewick.provider.ProviderException.Kind;
import dev.candlewick.provider.VenueHealth.State;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Stops asking a venue that keeps failing: after five faults in a row for 30 seconds, then one
/// try, then twice as long, up to five minutes.
final class Circuit {
  private static final int FAULTS = 5;
  private static final Duration FIRST = Duration.ofSeconds(30);
  private static final Duration LONGEST = Duration.ofMinutes(5);

  private final String venue;
  private final InstantSource clock;
  private int faults;
  private Duration nextOpening = FIRST;
  private @Nullable Instant openUntil;
  private boolean trying;
  private @Nullable String fault;

  /// @param retryAt when the circuit lets a try through; null when it does now
  public record Reading(State state, @Nullable Instant retryAt, @Nullable String fault) {}

  Circuit(String venue, InstantSource clock) {
    this.venue = venue;
    this.clock = clock;
  }

  /// Does the work unless the circuit is open, and notes how it went.
  <T> T run(Supplier<T> work) {
    admit();
    boolean settled = false;
    try {
      T result = work.get();
      settled = succeeded();
      return result;
    } catch (ProviderException e) {
      settled = failed(e);
      throw e;
    } finally {
      if (!settled) abandon();
    }
  }

  synchronized Reading reading() {
    if (openUntil == null) return new Reading(State.CLOSED, null, fault);
    boolean due = !clock.instant().isBefore(openUntil);
    return new Reading(due ? State.HALF_OPEN : State.OPEN, due ? null : openUntil, fault);
  }

  /// Throws at once when nothing may be asked, before a budget is touched.
  synchronized void requireNotOpen() {
    if (openUntil == null) return;
    Instant now = clock.instant();
    if (now.isBefore(openUntil) || trying) {
      Instant retryAt = now.isBefore(openUntil) ? openUntil : now.plusSeconds(1);
      throw new ProviderException(
          venue,
          Kind.CIRCUIT_OPEN,
          "not asked after " + faults + " faults in a row",
          retryAt,
          null);
    }
  }

  private synchronized void admit() {
    requireNotOpen();
    trying = openUntil != null;
  }

  private synchronized boolean succeeded() {
    faults = 0;
    fault = null;
    openUntil = null;
    trying = false;
    nextOpening = FIRST;
    return true;
  }

  private synchronized boolean failed(ProviderException e) {
    if (Thread.currentThread().isInterrupted()) return false;
    if (!unwell(e.kind())) {
      succeeded();
      fault = e.getMessage();
      return true;
    }
    faults++;
    fault = e.getMessage();
    if (faults >= FAULTS && (openUntil == null || trying)) open();
    trying = false;
    return true;
  }

  private void open() {
    openUntil = clock.instant().plus(nextOpening);
    Duration doubled = nextOpening.multipliedBy(2);
    nextOpening = doubled.compareTo(LONGEST) > 0 ? LONGEST : doubled;
  }

  private synchronized void abandon() {
    trying = false;
  }

  /// Whether the fault says that the venue as a whole is unwell.
  private static boolean unwell(Kind kind) {
    return switch (kind) {
      case UNAVAILABLE, TIMEOUT, MALFORMED, BLOCKED -> true;
      case UNKNOWN_SYMBOL,
          UNKNOWN_QUOTE,
          NO_DATA,
          REFUSED,
          LIMIT,
          RATE_LIMITED,
          BANNED,
          CIRCUIT_OPEN ->
          false;
    };
  }
}
