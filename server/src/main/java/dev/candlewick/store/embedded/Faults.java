package dev.candlewick.store.embedded;

import dev.candlewick.store.StoreException;
import dev.candlewick.store.StoreException.Kind;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.ReadOnlyFileSystemException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Turns what files and processes throw into `StoreException`, so that a person reads which path
/// and what to do.
final class Faults {
  private static final String NO_SPACE = "No space left on device";

  private Faults() {}

  /// A step that touches files.
  @FunctionalInterface
  interface Step<T extends @Nullable Object> {
    T run() throws IOException;
  }

  /// A step without a result.
  @FunctionalInterface
  interface Action {
    void run() throws IOException;
  }

  static <T extends @Nullable Object> T io(String doing, Step<T> step) {
    try {
      return step.run();
    } catch (IOException e) {
      throw of(doing, e);
    } catch (ReadOnlyFileSystemException e) {
      throw of(doing, new IOException("the file system is read-only", e));
    }
  }

  static void act(String doing, Action action) {
    io(
        doing,
        () -> {
          action.run();
          return null;
        });
  }

  static StoreException of(String doing, IOException e) {
    String text = "Failed " + doing + ": " + e;
    if (isNoSpace(text)) {
      return new StoreException(Kind.DISK_FULL, text + ". Free some space and start again.", e);
    }
    if (e instanceof AccessDeniedException || text.contains("read-only")) {
      String advice = ". Give this user the right to it, or set CANDLEWICK_HOME to another place.";
      return new StoreException(Kind.MISCONFIGURED, text + advice, e);
    }
    return new StoreException(Kind.UNAVAILABLE, text, e);
  }

  static StoreException misconfigured(String message) {
    return new StoreException(Kind.MISCONFIGURED, message);
  }

  static boolean isNoSpace(String output) {
    return output.contains(NO_SPACE);
  }

  static void pause(Duration time) {
    try {
      Thread.sleep(time);
    } catch (InterruptedException e) {
      throw interrupted("waiting for PostgreSQL", e);
    }
  }

  static StoreException interrupted(String doing, InterruptedException e) {
    Thread.currentThread().interrupt();
    return new StoreException(Kind.UNAVAILABLE, "Interrupted while " + doing, e);
  }
}
