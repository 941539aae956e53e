package dev.candlewick.store.embedded;

import dev.candlewick.store.StoreException;
import dev.candlewick.store.StoreException.Kind;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Whether this process is being stopped. From then on no program of PostgreSQL is started but the
/// one that stops a server, and running ones that would outlive this process are ended, so that an
/// aborted start leaves nothing behind.
final class ShutdownState {
  private static final Set<Process> TRACKED = ConcurrentHashMap.newKeySet();
  private static volatile boolean begun;

  private ShutdownState() {}

  /// Ends the programs of a start, except for a server that is just starting: its own starter waits
  /// for it and stops it.
  static void begin() {
    synchronized (TRACKED) {
      begun = true;
    }
    TRACKED.forEach(ShutdownState::kill);
  }

  static boolean hasBegun() {
    return begun;
  }

  /// Throws when a start must be aborted.
  static void throwIfBegun() {
    if (begun) throw new StoreException(Kind.UNAVAILABLE, "The program is being stopped");
  }

  /// Starts a program that may be ended together with this process.
  static Process startTracked(ProcessBuilder program) throws IOException {
    synchronized (TRACKED) {
      throwIfBegun();
      TRACKED.removeIf(ended -> !ended.isAlive());
      Process process = program.start();
      TRACKED.add(process);
      return process;
    }
  }

  private static void kill(Process process) {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }
}
