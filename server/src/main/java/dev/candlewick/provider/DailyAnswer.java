package dev.candlewick.provider;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What a venue says of itself, such as its listing, asked once a day. When it cannot be had the
/// last one serves, and the venue is left alone for a minute.
public final class DailyAnswer<T> {
  private static final Duration FRESH = Duration.ofDays(1);
  private static final Duration PAUSE = Duration.ofMinutes(1);

  private final LongSupplier nanos;
  private final Supplier<T> asking;
  private final ReentrantLock lock = new ReentrantLock();
  private @Nullable T answer;
  private long dueNanos;
  private boolean asked;

  /// @param asking asks the venue
  public DailyAnswer(LongSupplier nanos, Supplier<T> asking) {
    this.nanos = nanos;
    this.asking = asking;
  }

  /// Empty when it was never to be had.
  public Optional<T> get() {
    lock.lock();
    try {
      if (!asked || nanos.getAsLong() - dueNanos >= 0) ask();
      return Optional.ofNullable(answer);
    } finally {
      lock.unlock();
    }
  }

  private void ask() {
    Duration wait = FRESH;
    try {
      answer = asking.get();
    } catch (ProviderException e) {
      // Whoever wants it can do without; the fault stands in the venue's health.
      wait = PAUSE;
    }
    asked = true;
    dueNanos = nanos.getAsLong() + wait.toNanos();
  }
}
