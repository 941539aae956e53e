package dev.candlewick.wiring;

import dev.candlewick.store.StoreException;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jboss.logging.Logger;

/// The steps of an orderly stop, at whatever moment of the start or the work it comes: the steps
/// that were registered by then, the last one first.
public final class Shutdown {
  private static final Logger LOG = Logger.getLogger("candlewick");
  private static final Shutdown INSTANCE = new Shutdown();

  private final Deque<Runnable> steps = new ArrayDeque<>();
  private boolean begun;

  private Shutdown() {
    Runtime.getRuntime().addShutdownHook(new Thread(this::run, "shutdown"));
  }

  /// Registers a step. Throws when the process is being stopped already: then the caller undoes
  /// what it has just done.
  public static void onStop(Runnable step) {
    INSTANCE.add(step);
  }

  private synchronized void add(Runnable step) {
    if (begun) {
      throw new StoreException(StoreException.Kind.HELD, "The program is being stopped");
    }
    steps.push(step);
  }

  private synchronized Deque<Runnable> begin() {
    begun = true;
    return steps;
  }

  private void run() {
    for (Runnable step : begin()) {
      try {
        step.run();
      } catch (RuntimeException e) {
        LOG.error("a step of the shutdown failed", e);
      }
    }
  }
}
