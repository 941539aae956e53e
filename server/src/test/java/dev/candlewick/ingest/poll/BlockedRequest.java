package dev.candlewick.ingest.poll;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Two concurrent requests, of which the first is blocked inside the venue until the second waits.
public final class BlockedRequest {
  private static final long TIMEOUT_SECONDS = 60;

  private final CountDownLatch entered = new CountDownLatch(1);
  private final CountDownLatch released = new CountDownLatch(1);
  private final List<Throwable> faults = Collections.synchronizedList(new ArrayList<>());

  /// Called by the venue: blocks the first request.
  public void hold() {
    entered.countDown();
    await(released);
  }

  /// Starts a request and returns when the venue blocks it.
  public Thread startBlocked(Runnable request) {
    Thread thread = start(request);
    await(entered);
    return thread;
  }

  /// Starts a request and returns when it waits for the first, or has ended.
  public Thread startWaiting(Runnable request) {
    Thread thread = start(request);
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(TIMEOUT_SECONDS);
    while (thread.getState() != Thread.State.WAITING && thread.isAlive()) {
      if (System.nanoTime() > end) throw new AssertionError("the request neither waits nor ends");
      Thread.onSpinWait();
    }
    return thread;
  }

  private Thread start(Runnable request) {
    return Thread.ofPlatform().uncaughtExceptionHandler((_, e) -> faults.add(e)).start(request);
  }

  /// Unblocks the venue and waits for both requests; none of them may have failed.
  public void release(Thread... requests) throws InterruptedException {
    released.countDown();
    for (Thread request : requests) request.join(TimeUnit.SECONDS.toMillis(TIMEOUT_SECONDS));
    assertThat(faults).isEmpty();
  }

  private static void await(CountDownLatch latch) {
    try {
      if (!latch.await(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
        throw new AssertionError("the latch was never released");
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
