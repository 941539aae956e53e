package dev.candlewick.provider.client;

import dev.candlewick.provider.Pause;
import dev.candlewick.provider.ProviderException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;

/// The sources of time and randomness of a venue's client, so that a test can replace them.
///
/// @param clock the time of day
/// @param nanos a monotonic counter, as `System.nanoTime`
/// @param random from 0 inclusive to 1 exclusive
public record Timing(InstantSource clock, LongSupplier nanos, Pause pause, DoubleSupplier random) {
  /// Returns real waiting, real randomness and the given clock.
  public static Timing of(InstantSource clock) {
    return new Timing(
        clock,
        System::nanoTime,
        duration -> Thread.sleep(duration),
        () -> ThreadLocalRandom.current().nextDouble());
  }

  /// Waits, or throws an exception of the venue when the thread is interrupted.
  void await(String venue, Duration duration) {
    try {
      pause.await(duration);
    } catch (InterruptedException e) {
      throw interrupted(venue, e);
    }
  }

  static ProviderException interrupted(String venue, InterruptedException cause) {
    Thread.currentThread().interrupt();
    return new ProviderException(
        venue, ProviderException.Kind.UNAVAILABLE, "interrupted while waiting", null, cause);
  }
}
