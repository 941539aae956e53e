package dev.candlewick.testing;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/// Waits for a condition instead of for a time. The only class of the tests that sleeps.
public final class Waiting {
  private static final Duration TIMEOUT = Duration.ofMinutes(1);
  private static final Duration STEP = Duration.ofMillis(10);

  private Waiting() {}

  /// Returns the first value that fulfils the condition.
  ///
  /// @throws AssertionError with the last value when none does in a minute
  public static <T> T until(Callable<T> value, Predicate<T> condition) {
    return until(TIMEOUT, value, condition);
  }

  /// Returns the first value that fulfils the condition.
  ///
  /// @throws AssertionError with the last value when none does in time
  public static <T> T until(Duration timeout, Callable<T> value, Predicate<T> condition) {
    long end = System.nanoTime() + timeout.toNanos();
    T last = read(value);
    while (!condition.test(last)) {
      if (System.nanoTime() > end) throw new AssertionError("stays " + last);
      pause();
      last = read(value);
    }
    return last;
  }

  /// Returns when the condition is true.
  ///
  /// @param what the condition in words, for the error
  public static void untilTrue(String what, BooleanSupplier condition) {
    untilTrue(TIMEOUT, what, condition);
  }

  /// Returns when the condition is true.
  public static void untilTrue(Duration timeout, String what, BooleanSupplier condition) {
    long end = System.nanoTime() + timeout.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) throw new AssertionError("timeout: " + what);
      pause();
    }
  }

  private static <T> T read(Callable<T> value) {
    try {
      return value.call();
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  /// Lets time pass where the time itself is tested: the latency of a venue, the moment of a crash,
  /// the length of an outage. Never to wait for an effect. Returns early when the thread is
  /// interrupted.
  public static void delay(Duration time) {
    try {
      Thread.sleep(time);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void pause() {
    delay(STEP);
    if (Thread.currentThread().isInterrupted()) throw new AssertionError("interrupted");
  }
}
