package dev.candlewick.store.embedded;

import dev.candlewick.loop.Loop;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/// Checks every half second whether the server is alive and restarts it when it is not. A restart
/// that fails is logged and retried with a growing pause; it never ends the monitor.
final class ServerMonitor implements AutoCloseable {
  private static final Duration CHECK_INTERVAL = Duration.ofMillis(500);
  private static final Duration MAX_PAUSE = Duration.ofSeconds(30);
  private static final Duration START_TIMEOUT = Duration.ofMinutes(6);

  private final BooleanSupplier alive;
  private final Runnable restart;
  private final Consumer<String> log;
  private final Loop loop;
  private Duration pause = CHECK_INTERVAL;

  /// Creates a monitor. Closing it interrupts the thread late, because an interrupt would end a
  /// start halfway.
  ServerMonitor(BooleanSupplier alive, Runnable restart, Consumer<String> log) {
    this.alive = alive;
    this.restart = restart;
    this.log = log;
    this.loop =
        new Loop(
            "postgres",
            this::runOnce,
            e -> log.accept("The database is not monitored: " + e),
            Loop.Options.DEFAULT.withPlatformThread().withCloseTimeout(START_TIMEOUT));
  }

  void start() {
    loop.start();
  }

  private Duration runOnce() {
    pause = alive.getAsBoolean() || tryRestart() ? CHECK_INTERVAL : doubled(pause);
    return pause;
  }

  private static Duration doubled(Duration pause) {
    Duration twice = pause.multipliedBy(2);
    return twice.compareTo(MAX_PAUSE) < 0 ? twice : MAX_PAUSE;
  }

  private boolean tryRestart() {
    log.accept("The database stopped unexpectedly; restarting it");
    try {
      restart.run();
      log.accept("The database is running again");
      return true;
    } catch (RuntimeException e) {
      log.accept("The database could not be restarted, trying again: " + e.getMessage());
      return false;
    }
  }

  @Override
  public void close() {
    loop.close();
  }
}
