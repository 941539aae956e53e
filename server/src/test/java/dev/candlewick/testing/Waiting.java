package dev.candlewick.testing;

import java.time.Duration;
import java.util.function.Predicate;
import java.util.function.Supplier;

/// Waits for a condition instead of for a time.
public final class Waiting {
  private static final Duration LONGEST = Duration.ofSeconds(40);
  private static final Duration STEP = Duration.ofMillis(50);

  private Waiting() {}

  /// Returns the first value that fulfils the condition.
  ///
  /// @throws AssertionError with the last value when none does in time
  public static <T> T until(Supplier<T> value, Predicate<T> condition) {
    long end = System.nanoTime() + LONGEST.toNanos();
    T last = value.get();
    while (!condition.test(last)) {
      if (System.nanoTime() > end) throw new AssertionError("stays " + last);
      pause();
      last = value.get();
    }
    return last;
  }

  private static void pause() {
    try {
      Thread.sleep(STEP);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
