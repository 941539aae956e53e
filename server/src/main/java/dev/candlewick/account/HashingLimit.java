package dev.candlewick.account;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/// A limit on password hashing: so many run in parallel, so many wait in their order, the rest are
/// rejected. A burst of sign-ins takes no more of the machine than that.
final class HashingLimit {
  private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

  private final Semaphore permits;
  private final int maxPending;
  private final AtomicInteger pending = new AtomicInteger();
  private final AtomicLong completed = new AtomicLong();

  HashingLimit(int parallel, int waiting) {
    this.permits = new Semaphore(parallel, true);
    this.maxPending = parallel + waiting;
  }

  /// Returns a limit of half of the processors.
  static HashingLimit of(int processors) {
    return new HashingLimit(Math.max(1, processors / 2), 64);
  }

  <T> T run(Supplier<T> hashing) {
    try {
      if (pending.incrementAndGet() > maxPending) throw busy();
      permits.acquireUninterruptibly();
      try {
        return hashing.get();
      } finally {
        permits.release();
        completed.incrementAndGet();
      }
    } finally {
      pending.decrementAndGet();
    }
  }

  /// Returns how many hashes were computed, or rejected by the check before them.
  long completed() {
    return completed.get();
  }

  /// Returns how many run or wait.
  int pending() {
    return pending.get();
  }

  private static AccountException busy() {
    return new AccountException(
        AccountException.Kind.BUSY,
        "Too many sign-ins at this moment; try again soon",
        RETRY_AFTER);
  }
}
