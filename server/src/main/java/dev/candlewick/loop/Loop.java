package dev.candlewick.loop;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// A thread that takes turn after turn until it is closed. Nothing that a turn throws ends it: the
/// failure is counted, passed on and shown in `LoopReport`, and the next turn comes after a pause.
public final class Loop implements AutoCloseable {
  /// How often a loop without work looks again, and how long it pauses after a failure.
  public static final Duration POLL_INTERVAL = Duration.ofSeconds(1);

  private static final Duration INTERRUPT_TIMEOUT = Duration.ofSeconds(10);

  private final Task task;
  private final Consumer<Throwable> failureHandler;
  private final Options options;
  private final LoopHealth health;
  private final CountDownLatch stopping = new CountDownLatch(1);
  private final Thread thread;

  /// Does what is due.
  @FunctionalInterface
  public interface Task {
    /// Answers how long there is nothing to do.
    Duration runOnce() throws Exception;
  }

  /// How a loop runs and ends.
  ///
  /// @param platformThread whether its thread is one of the platform's
  /// @param closeTimeout how long `close` waits for the running turn before it interrupts it
  /// @param failurePause how long it pauses after a failure
  /// @param endAction runs on its thread after the last turn
  public record Options(
      boolean platformThread, Duration closeTimeout, Duration failurePause, Runnable endAction) {
    /// A virtual thread that is interrupted when it is closed.
    public static final Options DEFAULT =
        new Options(false, Duration.ZERO, POLL_INTERVAL, () -> {});

    /// The same with a thread of the platform's.
    public Options withPlatformThread() {
      return new Options(true, closeTimeout, failurePause, endAction);
    }

    /// The same that lets its running turn end first.
    public Options withCloseTimeout(Duration timeout) {
      return new Options(platformThread, timeout, failurePause, endAction);
    }

    /// The same with another pause after a failure.
    public Options withFailurePause(Duration pauseAfterFailure) {
      return new Options(platformThread, closeTimeout, pauseAfterFailure, endAction);
    }

    /// The same with a last act.
    public Options withEndAction(Runnable action) {
      return new Options(platformThread, closeTimeout, failurePause, action);
    }
  }

  /// A loop that is not started yet.
  ///
  /// @param failureHandler receives what turns throw, but for those that were closed
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
      // Whatever it is: a loop that ends in silence is worse than one that fails again.
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

  /// Only `close` ends a loop, so that any other interrupt just ends the pause.
  private void awaitStop(Duration idle) {
    if (!idle.isPositive()) return;
    try {
      boolean closed = stopping.await(idle.toNanos(), TimeUnit.NANOSECONDS);
      if (closed) return;
    } catch (InterruptedException e) {
      if (!isStopped()) health.recordFailure(e);
    }
  }

  /// Whether this is the loop's own thread.
  public boolean isCurrent() {
    return Thread.currentThread().equals(thread);
  }

  /// Ends it after the running turn, which is interrupted when it takes too long.
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
