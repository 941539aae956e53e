package dev.candlewick.store.embedded;

import dev.candlewick.loop.Loop;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/// Looks every half second whether the server lives and restarts it when it does not. A restart
/// that fails is said and tried again, ever more seldom; it never ends the watch.
final class Watch implements AutoCloseable {
  private static final Duration INTERVAL = Duration.ofMillis(500);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
  private static final Duration LONGEST_START = Duration.ofMinutes(6);

  private final BooleanSupplier alive;
  private final Runnable restart;
  private final Consumer<String> say;
  private final Loop loop;
  private Duration pause = INTERVAL;

  /// Closing interrupts it late: that would end a start half-way.
  Watch(BooleanSupplier alive, Runnable restart, Consumer<String> say) {
    this.alive = alive;
    this.restart = restart;
    this.say = say;
    this.loop =
        new Loop(
            "postgres",
            this::turn,
            e -> say.accept("The database is not watched: " + e),
            Loop.Style.USUAL.onPlatformThread().patient(LONGEST_START));
  }

  void start() {
    loop.start();
  }

  private Duration turn() {
    pause = alive.getAsBoolean() || restarted() ? INTERVAL : longer(pause);
    return pause;
  }

  private static Duration longer(Duration pause) {
    Duration twice = pause.multipliedBy(2);
    return twice.compareTo(LONGEST_PAUSE) < 0 ? twice : LONGEST_PAUSE;
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

  @Override
  public void close() {
    loop.close();
  }
}
