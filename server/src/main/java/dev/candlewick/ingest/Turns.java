package dev.candlewick.ingest;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/// A thread that takes turn after turn until it is closed. A turn that fails is told of, and the
/// next comes all the same.
public final class Turns implements AutoCloseable {
  /// How often somebody with nothing to do looks again.
  public static final Duration LOOK = Duration.ofSeconds(1);

  private final Turn turn;
  private final Consumer<RuntimeException> failed;
  private final AtomicBoolean stopped = new AtomicBoolean();
  private final Thread thread;

  /// Does what is due; answers how long there is nothing to do.
  public interface Turn {
    Duration take() throws InterruptedException;
  }

  /// @param failed hears of turns that fail, but for those that were told to stop
  public Turns(String name, Turn turn, Consumer<RuntimeException> failed) {
    this.turn = turn;
    this.failed = failed;
    this.thread = Thread.ofVirtual().name(name).unstarted(this::work);
  }

  public void start() {
    thread.start();
  }

  public boolean stopped() {
    return stopped.get();
  }

  private void work() {
    try {
      while (!stopped()) Thread.sleep(once());
    } catch (InterruptedException e) {
      stopped.set(true);
    }
  }

  private Duration once() throws InterruptedException {
    try {
      return turn.take();
    } catch (RuntimeException e) {
      if (!stopped()) failed.accept(e);
      return LOOK;
    }
  }

  @Override
  public void close() {
    stopped.set(true);
    if (!thread.isAlive()) return;
    thread.interrupt();
    try {
      thread.join(Duration.ofSeconds(10));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
