package dev.candlewick.store.embedded;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/// Looks every half second whether the server lives and restarts it when it does not. A restart
/// that fails is said and tried again, ever more seldom; it never ends the watch.
final class Watch implements AutoCloseable {
  private static final Duration INTERVAL = Duration.ofMillis(500);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

  private final BooleanSupplier alive;
  private final Runnable restart;
  private final Consumer<String> say;
  private final CountDownLatch leaving = new CountDownLatch(1);
  private final Thread thread;

  Watch(BooleanSupplier alive, Runnable restart, Consumer<String> say) {
    this.alive = alive;
    this.restart = restart;
    this.say = say;
    this.thread = Thread.ofPlatform().daemon().name("postgres-watch").unstarted(this::watch);
  }

  void start() {
    thread.start();
  }

  private void watch() {
    Duration pause = INTERVAL;
    while (!leftWithin(pause)) {
      pause = alive.getAsBoolean() || restarted() ? INTERVAL : longer(pause);
    }
  }

  private static Duration longer(Duration pause) {
    Duration twice = pause.multipliedBy(2);
    return twice.compareTo(LONGEST_PAUSE) < 0 ? twice : LONGEST_PAUSE;
  }

  private boolean leftWithin(Duration pause) {
    try {
      return leaving.await(pause.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      // Nobody but a closing program interrupts a daemon thread of ours.
      Thread.currentThread().interrupt();
      return true;
    }
  }

  private boolean restarted() {
    say.accept("The database stopped unexpectedly; restarting it");
    try {
      restart.run();
      say.accept("The database runs again");
      return true;
    } catch (RuntimeException e) {
      say.accept("The database could not be restarted, trying again: " + e.getMessage());
      return false;
    }
  }

  /// Not by interrupting: that would end a start half-way.
  @Override
  public void close() {
    leaving.countDown();
    try {
      thread.join();
    } catch (InterruptedException e) {
      throw Faults.interrupted("ending the database's watch", e);
    }
  }
}
