package dev.candlewick.store.embedded;

import dev.candlewick.store.StoreException;
import dev.candlewick.store.StoreException.Kind;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/// One data home for one server. The system drops the lock when its holder dies, however it dies.
public final class HomeLock implements AutoCloseable {
  private static final Map<Path, HomeLock> HELD_HERE = new HashMap<>();

  private final Path path;
  private final LockFile file;
  private final String holder;

  private HomeLock(Path path, LockFile file, String holder) {
    this.path = path;
    this.file = file;
    this.holder = holder;
  }

  /// `holder` tells a person who has it: "candlewick serve, http://127.0.0.1:8000". Throws `HELD`
  /// with the present holder's words and pid.
  public static HomeLock take(Path home, String holder) {
    Path path = Home.prepare(home).serverLock();
    String text = "process " + ProcessHandle.current().pid() + " (" + holder.strip() + ")";
    synchronized (HELD_HERE) {
      HomeLock other = HELD_HERE.get(path);
      if (other != null) {
        throw held(home, other.holder);
      }
      HomeLock lock = new HomeLock(path, lock(home, path, text), text);
      HELD_HERE.put(path, lock);
      return lock;
    }
  }

  private static LockFile lock(Path home, Path path, String text) {
    LockFile file = LockFile.open(path);
    try {
      if (!file.tryExclusive()) {
        throw held(home, file.read());
      }
      file.write(text);
      return file;
    } catch (RuntimeException e) {
      file.close();
      throw e;
    }
  }

  private static StoreException held(Path home, String holder) {
    String who = holder.isBlank() ? "a process that is just starting" : holder.strip();
    return new StoreException(
        Kind.HELD,
        "The data home "
            + home
            + " is in use by "
            + who
            + ". Stop it, or set CANDLEWICK_HOME to another directory.");
  }

  @Override
  public void close() {
    synchronized (HELD_HERE) {
      if (HELD_HERE.remove(path, this)) {
        file.write("");
        file.close();
      }
    }
  }
}
