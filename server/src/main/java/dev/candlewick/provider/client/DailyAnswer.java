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
      if (due()) renew();
      return Optional.ofNullable(answer);
    } finally {
      lock.unlock();
    }
  }

  /// The same for whoever cannot do without: while there is none, each call asks, and throws what
  /// the venue's client throws.
  public T require() {
    lock.lock();
    try {
      if (answer != null && due()) renew();
      return answer == null ? keep(asking.get()) : answer;
    } finally {
      lock.unlock();
    }
  }

  private boolean due() {
    return !asked || nanos.getAsLong() - dueNanos >= 0;
  }

  private void renew() {
    try {
      keep(asking.get());
    } catch (ProviderException e) {
      // Whoever wants it can do without; the fault stands in the venue's health.
      again(PAUSE);
    }
  }

  private T keep(T fresh) {
    answer = fresh;
    again(FRESH);
    return fresh;
  }

  private void again(Duration wait) {
    asked = true;
    dueNanos = nanos.getAsLong() + wait.toNanos();
  }
}
