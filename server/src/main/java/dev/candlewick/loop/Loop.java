package dev.candlewick.loop;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// A thread that takes turn after turn until it is closed. Nothing that a turn throws ends it: the
/// failure is counted, passed on and shown in `LoopReport`, and the next turn comes after a pause.
public final class Loop implements AutoCloseable {
  /// How often a loop without work looks again, and how long it pauses after a failure.
  public static final Duration LOOK = Duration.ofSeconds(1);

  private static final Duration LAST_TURN = Duration.ofSeconds(10);

  private final Turn turn;
  private final Consumer<Throwable> failed;
  private final Style style;
  private final LoopHealth health;
  private final CountDownLatch stopping = new CountDownLatch(1);
  private final Thread thread;

  /// Does what is due.
  @FunctionalInterface
  public interface Turn {
    /// Answers how long there is nothing to do.
    Duration take() throws Exception;
  }

  /// How a loop runs and ends.
  ///
  /// @param platform whether its thread is one of the platform's
  /// @param patience how long `close` waits for the running turn before it interrupts it
  /// @param pause how long it pauses after a failure
  /// @param last runs on its thread after the last turn
  public record Style(boolean platform, Duration patience, Duration pause, Runnable last) {
    /// A virtual thread that is interrupted when it is closed.
    public static final Style USUAL = new Style(false, Duration.ZERO, LOOK, () -> {});

    /// The same with a thread of the platform's.
    public Style onPlatformThread() {
      return new Style(true, patience, pause, last);
    }

    /// The same that lets its running turn end first.
    public Style patient(Duration longest) {
      return new Style(platform, longest, pause, last);
    }

    /// The same with another pause after a failure.
    public Style pausing(Duration afterFailure) {
      return new Style(platform, patience, afterFailure, last);
    }

    /// The same with a last act.
    public Style ending(Runnable act) {
      return new Style(platform, patience, pause, act);
    }
  }

  /// A loop that is not started yet.
  ///
  /// @param failed receives what turns throw, but for those that were closed
  public Loop(String name, Turn turn, Consumer<Throwable> failed) {
    this(name, turn, failed, Style.USUAL);
  }

  public Loop(String name, Turn turn, Consumer<Throwable> failed, Style style) {
    this.turn = turn;
    this.failed = failed;
    this.style = style;
    this.health = LoopHealth.of(name);
    this.thread =
        style.platform()
            ? Thread.ofPlatform().daemon().name(name).unstarted(this::work)
            : Thread.ofVirtual().name(name).unstarted(this::work);
  }

  public void start() {
    health.started();
    thread.start();
  }

  public boolean stopped() {
    return stopping.getCount() == 0;
  }

  private void work() {
    try {
      while (!stopped()) pause(once());
    } finally {
      health.ended();
      style.last().run();
    }
  }

  private Duration once() {
    try {
      Duration idle = turn.take();
      health.succeeded();
      return idle;
    } catch (Throwable e) {
      // Whatever it is: a loop that ends in silence is worse than one that fails again.
      if (!stopped()) fail(e);
      return style.pause();
    }
  }

  private void fail(Throwable fault) {
    health.failed(fault);
    try {
      failed.accept(fault);
    } catch (RuntimeException e) {
      health.failed(e);
    }
  }

  /// Only `close` ends a loop, so that any other interrupt just ends the pause.
  private void pause(Duration idle) {
    if (!idle.isPositive()) return;
    try {
      boolean closed = stopping.await(idle.toNanos(), TimeUnit.NANOSECONDS);
      if (closed) return;
    } catch (InterruptedException e) {
      if (!stopped()) health.failed(e);
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
      if (style.patience().isPositive() && thread.join(style.patience())) return;
      thread.interrupt();
      thread.join(LAST_TURN);
    } catch (InterruptedException e) {
      thread.interrupt();
      Thread.currentThread().interrupt();
    }
  }
}
