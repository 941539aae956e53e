package dev.candlewick.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.candlewick.testing.Waiting;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// Proves that hashing never exceeds its limit, and that its queue is limited too.
class HashingLimitTest {
  @Test
  void soManyRunSoManyWaitAndTheRestIsRefused() throws Exception {
    HashingLimit slots = new HashingLimit(2, 3);
    AtomicInteger running = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    CountDownLatch full = new CountDownLatch(2);
    CountDownLatch go = new CountDownLatch(1);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Integer>> inside = new ArrayList<>();
      for (int i = 0; i < 5; i++) {
        inside.add(
            threads.submit(() ->
                slots.run(() -> {
                  most.accumulateAndGet(running.incrementAndGet(), Math::max);
                  full.countDown();
                  await(go);
                  return running.decrementAndGet();
                })));
      }
      full.await();
      AccountException refused = Waiting.until(() -> refusal(slots), Objects::nonNull);
      assertThat(refused.kind()).isEqualTo(AccountException.Kind.BUSY);
      assertThat(refused.retryAfter()).isPositive();
      go.countDown();
      for (Future<Integer> one : inside) one.get();
    }
    assertThat(most.get()).isEqualTo(2);
    assertThat(slots.run(() -> "free again")).isEqualTo("free again");
  }

  /// Null when the queue was not full yet.
  private static AccountException refusal(HashingLimit slots) {
    if (slots.pending() < 5) return null;
    return catchThrowableOfType(AccountException.class, () -> slots.run(() -> 0));
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
