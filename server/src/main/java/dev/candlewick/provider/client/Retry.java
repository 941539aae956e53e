package dev.candlewick.provider.client;

import dev.candlewick.provider.ProviderException;
import dev.candlewick.provider.ProviderException.Kind;
import java.time.Duration;
import java.util.function.Supplier;

/// The only place that decides which errors are retried, and when: up to four retries, after a
/// random part of 1, 2, 4 … seconds, at most 30.
final class Retry {
  private static final int RETRIES = 4;
  private static final long FIRST_MILLIS = 1_000;
  private static final long LONGEST_MILLIS = 30_000;

  private final String venue;
  private final Timing timing;

  Retry(String venue, Timing clockwork) {
    this.venue = venue;
    this.timing = clockwork;
  }

  <T> T run(Supplier<T> work) {
    for (int retry = 0; ; retry++) {
      try {
        return work.get();
      } catch (ProviderException e) {
        if (retry == RETRIES || !isRetryable(e.kind()) || Thread.currentThread().isInterrupted()) {
          throw e;
        }
      }
      timing.await(venue, backoff(retry));
    }
  }

  private Duration backoff(int retry) {
    long most = Math.min(LONGEST_MILLIS, FIRST_MILLIS << retry);
    return Duration.ofMillis((long) (most * timing.random().getAsDouble()));
  }

  private static boolean isRetryable(Kind kind) {
    return switch (kind) {
      case UNAVAILABLE, TIMEOUT, MALFORMED -> true;
      case UNKNOWN_SYMBOL,
          UNKNOWN_QUOTE,
          NO_DATA,
          REJECTED,
          RANGE_LIMIT,
          RATE_LIMITED,
          BANNED,
          BLOCKED,
          CIRCUIT_OPEN ->
          false;
    };
  }
}
