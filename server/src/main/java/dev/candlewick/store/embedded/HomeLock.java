package dev.candlewick.store.embedded;

import dev.candlewick.store.StoreException;
import dev.candlewick.store.StoreException.Kind;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/// A lock that gives one data home to one server. The system releases it when its owner dies, for
/// whatever reason.
public final class HomeLock implements AutoCloseable {
  private static final Map<Path, HomeLock> HELD_LOCKS = new HashMap<>();

  private final Path path;
  private final LockFile file;
  private final String holder;

  private HomeLock(Path path, LockFile file, String holder) {
    this.path = path;
    this.file = file;
    this.holder = holder;
  }

  /// Takes the lock. `holder` describes its owner to an operator: "candlewick serve,
  /// http://127.0.0.1:8000". Throws `HELD` with the present owner's description and pid.
  public static HomeLock take(Path home, String holder) {
    Path path = Home.prepare(home).serverLock();
    String text = "process " + ProcessHandle.current().pid() + " (" + holder.strip() + ")";
    synchronized (HELD_LOCKS) {
      HomeLock other = HELD_LOCKS.get(path);
      if (other != null) {
        throw inUse(home, other.holder);
      }
      HomeLock lock = new HomeLock(path, acquire(home, path, text), text);
      HELD_LOCKS.put(path, lock);
      return lock;
    }
  }

  private static LockFile acquire(Path home, Path path, String text) {
    LockFile file = LockFile.open(path);
    try {
      if (!file.tryExclusive()) {
        throw inUse(home, file.read());
      }
      file.write(text);
      return file;
    } catch (RuntimeException e) {
      file.close();
      throw e;
    }
  }

  private static StoreException inUse(Path home, String holder) {
    String description = holder.isBlank() ? "a process that is just starting" : holder.strip();
    return new StoreException(
        Kind.HELD,
        "The data home "
            + home
            + " is in use by "
            + description
            + ". Stop it, or set CANDLEWICK_HOME to another directory.");
  }

  @Override
  public void close() {
    synchronized (HELD_LOCKS) {
      if (HELD_LOCKS.remove(path, this)) {
        file.write("");
        file.close();
      }
    }
  }
}
