package dev.candlewick.ingest.poll;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Two concurrent requests, of which the first is blocked inside the venue until the second waits.
public final class BlockedRequest {
  private static final long PATIENCE_SECONDS = 60;

  private final CountDownLatch entered = new CountDownLatch(1);
  private final CountDownLatch released = new CountDownLatch(1);
  private final List<Throwable> faults = Collections.synchronizedList(new ArrayList<>());

  /// Called by the venue: blocks the first request.
  public void hold() {
    entered.countDown();
    await(released);
  }

  /// Starts a request and returns when the venue blocks it.
  public Thread ask(Runnable question) {
    Thread thread = start(question);
    await(entered);
    return thread;
  }

  /// Starts a request and returns when it waits for the first, or has ended.
  public Thread askMeanwhile(Runnable question) {
    Thread thread = start(question);
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (thread.getState() != Thread.State.WAITING && thread.isAlive()) {
      if (System.nanoTime() > end) throw new AssertionError("the request neither waits nor ends");
      Thread.onSpinWait();
    }
    return thread;
  }

  private Thread start(Runnable question) {
    return Thread.ofPlatform().uncaughtExceptionHandler((_, e) -> faults.add(e)).start(question);
  }

  /// Unblocks the venue and waits for both requests; none of them may have failed.
  public void release(Thread... questions) throws InterruptedException {
    released.countDown();
    for (Thread question : questions) question.join(TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS));
    assertThat(faults).isEmpty();
  }

  private static void await(CountDownLatch latch) {
    try {
      if (!latch.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        throw new AssertionError("the latch was never released");
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
