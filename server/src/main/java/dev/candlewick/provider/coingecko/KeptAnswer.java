package dev.candlewick.provider.coingecko;

import dev.candlewick.provider.ProviderException;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// An answer that is good for a day. When a new one cannot be had the old one serves on, and the
/// venue is left alone for a minute; without an old one the fault goes to whoever asks.
final class KeptAnswer<T> {
  private static final Duration FRESH = Duration.ofDays(1);
  private static final Duration PAUSE = Duration.ofMinutes(1);

  private final LongSupplier nanos;
  private final Supplier<T> asking;
  private final ReentrantLock lock = new ReentrantLock();
  private @Nullable T answer;
  private long dueNanos;

  KeptAnswer(LongSupplier nanos, Supplier<T> asking) {
    this.nanos = nanos;
    this.asking = asking;
  }

  T get() {
    lock.lock();
    try {
      T kept = answer;
      if (kept == null) return keep(asking.get());
      return nanos.getAsLong() - dueNanos < 0 ? kept : renewed(kept);
    } finally {
      lock.unlock();
    }
  }

  private T renewed(T kept) {
    try {
      return keep(asking.get());
    } catch (ProviderException e) {
      // The fault stands in the venue's health; a list a day old is better than none.
      dueNanos = nanos.getAsLong() + PAUSE.toNanos();
      return kept;
    }
  }

  private T keep(T fresh) {
    answer = fresh;
    dueNanos = nanos.getAsLong() + FRESH.toNanos();
    return fresh;
  }
}
