package dev.candlewick.loop;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// A thread that runs a task repeatedly until it is closed. No exception of the task ends it: the
/// failure is counted, passed to the handler and shown in `LoopReport`, and the task runs again
/// after a pause.
public final class Loop implements AutoCloseable {
  /// The poll interval of a loop without work, and the default pause after a failure.
  public static final Duration POLL_INTERVAL = Duration.ofSeconds(1);

  private static final Duration INTERRUPT_TIMEOUT = Duration.ofSeconds(10);

  private final Task task;
  private final Consumer<Throwable> failureHandler;
  private final Options options;
  private final LoopHealth health;
  private final CountDownLatch stopping = new CountDownLatch(1);
  private final Thread thread;

  /// The task of a loop.
  @FunctionalInterface
  public interface Task {
    /// Does the work that is due and returns how long there is none.
    Duration runOnce() throws Exception;
  }

  /// How a loop runs and ends.
  ///
  /// @param platformThread whether its thread is a platform thread
  /// @param closeTimeout how long `close` waits for the running task before it interrupts it
  /// @param failurePause how long the loop pauses after a failure
  /// @param endAction runs on the loop's thread after the last run of the task
  public record Options(
      boolean platformThread, Duration closeTimeout, Duration failurePause, Runnable endAction) {
    /// A virtual thread that is interrupted when the loop is closed.
    public static final Options DEFAULT =
        new Options(false, Duration.ZERO, POLL_INTERVAL, () -> {});

    /// Returns these options with a platform thread.
    public Options withPlatformThread() {
      return new Options(true, closeTimeout, failurePause, endAction);
    }

    /// Returns these options with a time for the running task to finish when the loop is closed.
    public Options withCloseTimeout(Duration timeout) {
      return new Options(platformThread, timeout, failurePause, endAction);
    }

    /// Returns these options with another pause after a failure.
    public Options withFailurePause(Duration pauseAfterFailure) {
      return new Options(platformThread, closeTimeout, pauseAfterFailure, endAction);
    }

    /// Returns these options with an action after the last run.
    public Options withEndAction(Runnable action) {
      return new Options(platformThread, closeTimeout, failurePause, action);
    }
  }

  /// A loop that is not started yet.
  ///
  /// @param failureHandler receives what the task throws, except after `close`
  public Loop(String name, Task task, Consumer<Throwable> failureHandler) {
    this(name, task, failureHandler, Options.DEFAULT);
  }

  public Loop(String name, Task task, Consumer<Throwable> failureHandler, Options options) {
    this.task = task;
    this.failureHandler = failureHandler;
    this.options = options;
    this.health = LoopHealth.of(name);
    this.thread =
        options.platformThread()
            ? Thread.ofPlatform().daemon().name(name).unstarted(this::run)
            : Thread.ofVirtual().name(name).unstarted(this::run);
  }

  public void start() {
    health.recordStart();
    thread.start();
  }

  public boolean isStopped() {
    return stopping.getCount() == 0;
  }

  private void run() {
    try {
      while (!isStopped()) awaitStop(runOnce());
    } finally {
      health.recordEnd();
      options.endAction().run();
    }
  }

  private Duration runOnce() {
    try {
      Duration idle = task.runOnce();
      health.recordSuccess();
      return idle;
    } catch (Throwable e) {
      // Any throwable: a loop that ends silently is worse than one that fails again.
      if (!isStopped()) handleFailure(e);
      return options.failurePause();
    }
  }

  private void handleFailure(Throwable fault) {
    health.recordFailure(fault);
    try {
      failureHandler.accept(fault);
    } catch (RuntimeException e) {
      health.recordFailure(e);
    }
  }

  /// Waits until the next run. Only `close` ends a loop; any other interrupt only ends the pause.
  private void awaitStop(Duration idle) {
    if (!idle.isPositive()) return;
    try {
      boolean closed = stopping.await(idle.toNanos(), TimeUnit.NANOSECONDS);
      if (closed) return;
    } catch (InterruptedException e) {
      if (!isStopped()) health.recordFailure(e);
    }
  }

  /// Returns whether the current thread is the loop's own.
  public boolean isCurrent() {
    return Thread.currentThread().equals(thread);
  }

  /// Makes the running task the last one, and does not wait for it: for a task that its owner then
  /// wakes. `close` must follow.
  public void requestStop() {
    stopping.countDown();
  }

  /// Ends the loop after the running task, which is interrupted when it takes too long.
  @Override
  public void close() {
    stopping.countDown();
    if (!thread.isAlive() || isCurrent()) return;
    try {
      if (options.closeTimeout().isPositive() && thread.join(options.closeTimeout())) return;
      thread.interrupt();
      thread.join(INTERRUPT_TIMEOUT);
    } catch (InterruptedException e) {
      thread.interrupt();
      Thread.currentThread().interrupt();
    }
  }
}
