package dev.candlewick.store.embedded;

import dev.candlewick.store.StoreException;
import dev.candlewick.store.StoreException.Kind;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Whether this process is being stopped. From then on no program of PostgreSQL is started but the
/// one that stops a server, and those that run and would outlive us are ended, so that a start that
/// is cut off leaves nothing behind.
final class Stopping {
  private static final Set<Process> RUNNING = ConcurrentHashMap.newKeySet();
  private static volatile boolean begun;

  private Stopping() {}

  /// Ends what runs for a start, but for a server that is just starting: its own starter waits for
  /// it and stops it.
  static void begin() {
    synchronized (RUNNING) {
      begun = true;
    }
    RUNNING.forEach(Stopping::end);
  }

  static boolean begun() {
    return begun;
  }

  /// Throws when a start has to be given up.
  static void giveUp() {
    if (begun) throw new StoreException(Kind.UNAVAILABLE, "The program is being stopped");
  }

  /// A program that may be ended with us while it runs.
  static Process started(ProcessBuilder program) throws IOException {
    synchronized (RUNNING) {
      giveUp();
      RUNNING.removeIf(ended -> !ended.isAlive());
      Process process = program.start();
      RUNNING.add(process);
      return process;
    }
  }

  private static void end(Process process) {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }
}
