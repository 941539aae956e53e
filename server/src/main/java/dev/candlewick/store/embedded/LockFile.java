package dev.candlewick.store.embedded;

import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A lock between processes that the system releases when its owner dies. No other code of this
/// process may have the file open: closing any handle to it would release the lock.
final class LockFile implements AutoCloseable {
  private static final Duration POLL_INTERVAL = Duration.ofMillis(20);
  private static final long LOG_AFTER_NANOS = Duration.ofSeconds(3).toNanos();
  private static final Set<PosixFilePermission> OWNER_ONLY =
      PosixFilePermissions.fromString("rw-------");

  private final Path path;
  private final FileChannel channel;
  private @Nullable FileLock lock;

  private LockFile(Path path, FileChannel channel) {
    this.path = path;
    this.channel = channel;
  }

  static LockFile open(Path path) {
    return IoErrors.call(
        "opening the lock " + path,
        () ->
            new LockFile(
                path,
                FileChannel.open(
                    path,
                    Set.of(
                        StandardOpenOption.CREATE,
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE),
                    PosixFilePermissions.asFileAttribute(OWNER_ONLY))));
  }

  /// Waits for the lock as long as another process needs it; a start is limited in time, so this is
  /// too.
  static LockFile lockExclusive(Path path, Consumer<String> log) {
    return lockExclusive(path, log, () -> {});
  }

  /// Waits for the lock of a start, which is abandoned when this process is stopped.
  static LockFile lockExclusiveForStart(Path path, Consumer<String> log) {
    return lockExclusive(path, log, ShutdownState::throwIfBegun);
  }

  private static LockFile lockExclusive(Path path, Consumer<String> log, Runnable checkCancelled) {
    LockFile file = open(path);
    try {
      file.await(log, checkCancelled);
      return file;
    } catch (RuntimeException e) {
      file.close();
      throw e;
    }
  }

  private void await(Consumer<String> log, Runnable checkCancelled) {
    long start = System.nanoTime();
    boolean logged = false;
    while (!tryExclusive()) {
      if (!logged && System.nanoTime() - start > LOG_AFTER_NANOS) {
        log.accept("Waiting for another candlewick that is starting or stopping the database");
        logged = true;
      }
      checkCancelled.run();
      IoErrors.sleep(POLL_INTERVAL);
    }
  }

  boolean tryExclusive() {
    return tryLock(false);
  }

  /// Replaces the current lock, if any, by a shared one.
  boolean tryShared() {
    unlock();
    return tryLock(true);
  }

  private boolean tryLock(boolean shared) {
    lock = IoErrors.call("locking " + path, () -> channel.tryLock(0, Long.MAX_VALUE, shared));
    return lock != null;
  }

  /// Replaces the current lock, if any, by the exclusive one; false, and without any lock, if other
  /// processes have one.
  boolean tryUpgrade() {
    unlock();
    return tryExclusive();
  }

  private void unlock() {
    FileLock held = lock;
    if (held != null) {
      IoErrors.run("releasing " + path, held::release);
    }
  }

  String read() {
    return IoErrors.call("reading " + path, () -> Files.readString(path));
  }

  /// Writes through the locked channel: opening the file a second time and closing it releases the
  /// lock.
  void write(String text) {
    IoErrors.run(
        "writing " + path,
        () -> {
          channel.truncate(0);
          channel.write(StandardCharsets.UTF_8.encode(text), 0);
        });
  }

  @Override
  public void close() {
    IoErrors.run("releasing " + path, channel::close);
  }
}
