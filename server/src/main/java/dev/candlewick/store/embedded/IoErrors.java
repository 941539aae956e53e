package dev.candlewick.store.embedded;

import dev.candlewick.store.StoreException;
import dev.candlewick.store.StoreException.Kind;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.ReadOnlyFileSystemException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Translates exceptions of files and processes into `StoreException`, so that the message names
/// the path and what to do.
final class IoErrors {
  private static final String DISK_FULL_MESSAGE = "No space left on device";

  private IoErrors() {}

  /// A step that uses files.
  @FunctionalInterface
  interface IoCall<T extends @Nullable Object> {
    T run() throws IOException;
  }

  /// A step without a result.
  @FunctionalInterface
  interface IoAction {
    void run() throws IOException;
  }

  static <T extends @Nullable Object> T call(String operation, IoCall<T> step) {
    try {
      return step.run();
    } catch (IOException e) {
      throw translate(operation, e);
    } catch (ReadOnlyFileSystemException e) {
      throw translate(operation, new IOException("the file system is read-only", e));
    }
  }

  static void run(String operation, IoAction action) {
    call(
        operation,
        () -> {
          action.run();
          return null;
        });
  }

  static StoreException translate(String operation, IOException e) {
    String text = "Failed " + operation + ": " + e;
    if (isDiskFull(text)) {
      return new StoreException(Kind.DISK_FULL, text + ". Free some space and start again.", e);
    }
    if (e instanceof AccessDeniedException || text.contains("read-only")) {
      String advice = ". Give this user access to it, or set CANDLEWICK_HOME to another directory.";
      return new StoreException(Kind.MISCONFIGURED, text + advice, e);
    }
    return new StoreException(Kind.UNAVAILABLE, text, e);
  }

  static StoreException misconfigured(String message) {
    return new StoreException(Kind.MISCONFIGURED, message);
  }

  static boolean isDiskFull(String output) {
    return output.contains(DISK_FULL_MESSAGE);
  }

  static void sleep(Duration time) {
    try {
      Thread.sleep(time);
    } catch (InterruptedException e) {
      throw interrupted("waiting for PostgreSQL", e);
    }
  }

  static StoreException interrupted(String operation, InterruptedException e) {
    Thread.currentThread().interrupt();
    return new StoreException(Kind.UNAVAILABLE, "Interrupted while " + operation, e);
  }
}
