package dev.candlewick.store.backup;

import org.jspecify.annotations.Nullable;

/// A backup that cannot be written, or a file that cannot be restored here. The message states the
/// reason for the operator at the command line; when it is thrown, nothing was changed.
public final class BackupException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public BackupException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  public BackupException(String message) {
    this(message, null);
  }
}
