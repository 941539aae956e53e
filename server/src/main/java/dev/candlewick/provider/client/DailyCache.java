package dev.candlewick.provider.client;

import dev.candlewick.provider.ProviderException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What a venue says of itself, such as its listing, asked once a day. When it cannot be had the
/// last one serves, and the venue is left alone for a minute.
public final class DailyCache<T> {
  private static final Duration TIME_TO_LIVE = Duration.ofDays(1);
  private static final Duration RETRY_DELAY = Duration.ofMinutes(1);

  private final LongSupplier nanos;
  private final Supplier<T> loader;
  private final ReentrantLock lock = new ReentrantLock();
  private @Nullable T value;
  private long dueNanos;
  private boolean attempted;

  /// An empty cache.
  ///
  /// @param asking asks the venue
  public DailyCache(LongSupplier nanos, Supplier<T> asking) {
    this.nanos = nanos;
    this.loader = asking;
  }

  /// Empty when it was never to be had.
  public Optional<T> get() {
    lock.lock();
    try {
      if (isDue()) renew();
      return Optional.ofNullable(value);
    } finally {
      lock.unlock();
    }
  }

  /// The same for whoever cannot do without: while there is none, each call asks, and throws what
  /// the venue's client throws.
  public T require() {
    lock.lock();
    try {
      if (value != null && isDue()) renew();
      return value == null ? store(loader.get()) : value;
    } finally {
      lock.unlock();
    }
  }

  private boolean isDue() {
    return !attempted || nanos.getAsLong() - dueNanos >= 0;
  }

  private void renew() {
    try {
      store(loader.get());
    } catch (ProviderException e) {
      // Whoever wants it can do without; the fault stands in the venue's health.
      scheduleNext(RETRY_DELAY);
    }
  }

  private T store(T fresh) {
    value = fresh;
    scheduleNext(TIME_TO_LIVE);
    return fresh;
  }

  private void scheduleNext(Duration wait) {
    attempted = true;
    dueNanos = nanos.getAsLong() + wait.toNanos();
  }
}
