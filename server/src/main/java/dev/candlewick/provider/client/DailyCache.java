package dev.candlewick.provider.client;

import dev.candlewick.provider.ProviderException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A cache of data that a venue publishes about itself, such as its listing, fetched once a day.
/// When a fetch fails the last value remains, and the next fetch follows after a minute.
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
  /// @param asking fetches the value
  public DailyCache(LongSupplier nanos, Supplier<T> asking) {
    this.nanos = nanos;
    this.loader = asking;
  }

  /// Returns the value; empty when no fetch has ever succeeded.
  public Optional<T> get() {
    lock.lock();
    try {
      if (isDue()) renew();
      return Optional.ofNullable(value);
    } finally {
      lock.unlock();
    }
  }

  /// Returns the value, for a caller that needs one. While there is none, each call fetches it and
  /// throws the exception of the venue's client.
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
      // Callers of `get` work without a value; the venue's health reports the error.
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
