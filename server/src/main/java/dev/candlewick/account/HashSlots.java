package dev.candlewick.account;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/// Where passwords are hashed: so many at once, so many waiting in their order, the rest refused. A
/// storm of sign-ins takes no more of the machine than that.
final class HashSlots {
  private static final Duration SOON = Duration.ofSeconds(2);

  private final Semaphore slots;
  private final int most;
  private final AtomicInteger present = new AtomicInteger();
  private final AtomicLong done = new AtomicLong();

  HashSlots(int parallel, int waiting) {
    this.slots = new Semaphore(parallel, true);
    this.most = parallel + waiting;
  }

  /// Half of the processors.
  static HashSlots of(int processors) {
    return new HashSlots(Math.max(1, processors / 2), 64);
  }

  <T> T run(Supplier<T> hashing) {
    try {
      if (present.incrementAndGet() > most) throw busy();
      slots.acquireUninterruptibly();
      try {
        return hashing.get();
      } finally {
        slots.release();
        done.incrementAndGet();
      }
    } finally {
      present.decrementAndGet();
    }
  }

  /// How many hashes were made or refused at their turn.
  long done() {
    return done.get();
  }

  /// How many run or wait.
  int present() {
    return present.get();
  }

  private static AccountException busy() {
    return new AccountException(
        AccountException.Kind.BUSY, "Too many people sign in just now; try again soon", SOON);
  }
}
