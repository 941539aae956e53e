package dev.candlewick.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/// Proves that equal requests share one run and its outcome, and that others wait for their own.
class SingleFlightTest {
  private final SingleFlight<String, Integer, String> flights = new SingleFlight<>();
  private final List<String> runs = new CopyOnWriteArrayList<>();
  private final CountDownLatch started = new CountDownLatch(1);
  private final CountDownLatch mayEnd = new CountDownLatch(1);

  private CompletableFuture<String> start(String key, int request, Supplier<String> work) {
    CompletableFuture<String> result = new CompletableFuture<>();
    Thread thread =
        Thread.ofPlatform()
            .daemon()
            .unstarted(() -> {
              try {
                result.complete(flights.run(key, request, work));
              } catch (RuntimeException | Error e) {
                result.completeExceptionally(e);
              }
            });
    threads.add(thread);
    thread.start();
    return result;
  }

  private final List<Thread> threads = new CopyOnWriteArrayList<>();

  private String blockingWork(String name) {
    runs.add(name);
    started.countDown();
    await(mayEnd);
    return name;
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(1, TimeUnit.MINUTES)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /// Waits until the newest caller waits for another one.
  private void awaitBlocked() {
    Thread newest = threads.getLast();
    while (newest.getState() != Thread.State.WAITING) {
      assertThat(newest.isAlive()).isTrue();
      Thread.onSpinWait();
    }
  }

  private String immediateWork(String name) {
    runs.add(name);
    return name;
  }

  @Test
  void anEqualRequestSharesTheRunningWork() throws Exception {
    CompletableFuture<String> first = start("key", 1, () -> blockingWork("first"));
    await(started);
    CompletableFuture<String> second = start("key", 1, () -> immediateWork("second"));
    awaitBlocked();
    mayEnd.countDown();
    assertThat(first.get(1, TimeUnit.MINUTES)).isEqualTo("first");
    assertThat(second.get(1, TimeUnit.MINUTES)).isEqualTo("first");
    assertThat(runs).containsExactly("first");
  }

  @Test
  void anotherRequestForTheKeyWaitsAndRunsItsOwnWork() throws Exception {
    CompletableFuture<String> first = start("key", 1, () -> blockingWork("first"));
    await(started);
    CompletableFuture<String> second = start("key", 2, () -> immediateWork("second"));
    awaitBlocked();
    assertThat(runs).containsExactly("first");
    mayEnd.countDown();
    assertThat(first.get(1, TimeUnit.MINUTES)).isEqualTo("first");
    assertThat(second.get(1, TimeUnit.MINUTES)).isEqualTo("second");
    assertThat(runs).containsExactly("first", "second");
  }

  @Test
  void anotherKeyDoesNotWait() throws Exception {
    CompletableFuture<String> first = start("key", 1, () -> blockingWork("first"));
    await(started);
    assertThat(flights.run("other", 1, () -> immediateWork("other"))).isEqualTo("other");
    mayEnd.countDown();
    assertThat(first.get(1, TimeUnit.MINUTES)).isEqualTo("first");
  }

  @Test
  void anEqualRequestSharesTheFailureItself() throws Exception {
    IllegalStateException failure = new IllegalStateException("fails");
    CompletableFuture<String> first =
        start(
            "key",
            1,
            () -> {
              blockingWork("first");
              throw failure;
            });
    await(started);
    CompletableFuture<String> second = start("key", 1, () -> immediateWork("second"));
    awaitBlocked();
    mayEnd.countDown();
    assertThatThrownBy(() -> first.get(1, TimeUnit.MINUTES))
        .isInstanceOf(ExecutionException.class)
        .hasCause(failure);
    assertThatThrownBy(() -> second.get(1, TimeUnit.MINUTES)).hasCause(failure);
    assertThat(runs).containsExactly("first");
  }

  @Test
  void anotherRequestRunsAfterAFailure() throws Exception {
    CompletableFuture<String> first =
        start(
            "key",
            1,
            () -> {
              blockingWork("first");
              throw new IllegalStateException("fails");
            });
    await(started);
    CompletableFuture<String> second = start("key", 2, () -> immediateWork("second"));
    awaitBlocked();
    mayEnd.countDown();
    assertThatThrownBy(() -> first.get(1, TimeUnit.MINUTES)).hasMessageContaining("fails");
    assertThat(second.get(1, TimeUnit.MINUTES)).isEqualTo("second");
  }

  @Test
  void aKeyIsFreeAfterItsWorkHasEndedOrFailed() {
    assertThat(flights.run("key", 1, () -> immediateWork("first"))).isEqualTo("first");
    assertThat(flights.run("key", 1, () -> immediateWork("again"))).isEqualTo("again");
    assertThatThrownBy(() ->
            flights.run(
                "key",
                1,
                () -> {
                  throw new AssertionError("an error");
                }))
        .isInstanceOf(AssertionError.class);
    assertThat(flights.run("key", 1, () -> immediateWork("last"))).isEqualTo("last");
  }
}
