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

/// A lock between processes that the system drops when its holder dies. Within this process nobody
/// else may have the file open: closing any handle to it would drop the lock.
final class LockFile implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(20);
  private static final long SAY_AFTER_NANOS = Duration.ofSeconds(3).toNanos();
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
    return Faults.io(
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

  /// Waits as long as another process needs; a start is bounded, so this is too.
  static LockFile exclusive(Path path, Consumer<String> say) {
    return exclusive(path, say, () -> {});
  }

  /// The same for a start, which is given up when this process is stopped.
  static LockFile exclusiveForStart(Path path, Consumer<String> say) {
    return exclusive(path, say, Stopping::giveUp);
  }

  private static LockFile exclusive(Path path, Consumer<String> say, Runnable giveUp) {
    LockFile file = open(path);
    try {
      file.await(say, giveUp);
      return file;
    } catch (RuntimeException e) {
      file.close();
      throw e;
    }
  }

  private void await(Consumer<String> say, Runnable giveUp) {
    long start = System.nanoTime();
    boolean said = false;
    while (!tryExclusive()) {
      if (!said && System.nanoTime() - start > SAY_AFTER_NANOS) {
        say.accept("Waiting for another candlewick that is starting or stopping the database");
        said = true;
      }
      giveUp.run();
      Faults.pause(POLL);
    }
  }

  boolean tryExclusive() {
    return tryLock(false);
  }

  /// Swaps whatever lock we have for a shared one.
  boolean shares() {
    unlock();
    return tryLock(true);
  }

  private boolean tryLock(boolean shared) {
    lock = Faults.io("locking " + path, () -> channel.tryLock(0, Long.MAX_VALUE, shared));
    return lock != null;
  }

  /// Swaps whatever lock we have for the exclusive one; false, and without any, if others have one.
  boolean isLast() {
    unlock();
    return tryExclusive();
  }

  private void unlock() {
    FileLock held = lock;
    if (held != null) {
      Faults.act("releasing " + path, held::release);
    }
  }

  String read() {
    return Faults.io("reading " + path, () -> Files.readString(path));
  }

  /// Through the locked channel: opening the file a second time and closing it drops the lock.
  void write(String text) {
    Faults.act(
        "writing " + path,
        () -> {
          channel.truncate(0);
          channel.write(StandardCharsets.UTF_8.encode(text), 0);
        });
  }

  @Override
  public void close() {
    Faults.act("releasing " + path, channel::close);
  }
}
