package dev.candlewick.store;

import org.jspecify.annotations.Nullable;

/// What went wrong at PostgreSQL. The message names the thing and the offending value; it is
/// written for the person who runs the server and never shown to a stranger.
public final class StoreException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /// The closed list of faults; whoever retries asks `retryable`.
  public enum Kind {
    /// No answer: the server is down, starting, or the connection broke.
    UNAVAILABLE,
    /// It answers, but not in the time a request has: no connection is free, a lock is held, or a
    /// statement takes too long. Nothing was stored.
    BUSY,
    /// The answer to a commit was lost: the transaction may have been stored, or not.
    OUTCOME_UNKNOWN,
    /// The disk under the database is full.
    DISK_FULL,
    /// Somebody else holds what was asked for: the data home, a port, a job.
    HELD,
    /// The installation cannot work as it is: wrong password, another major's data, no permission.
    MISCONFIGURED,
    /// A statement failed that should not have: a defect of ours.
    DEFECT
  }

  private final Kind kind;

  public StoreException(Kind kind, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.kind = kind;
  }

  public StoreException(Kind kind, String message) {
    this(kind, message, null);
  }

  public Kind kind() {
    return kind;
  }

  public boolean isRetryable() {
    return kind == Kind.UNAVAILABLE || kind == Kind.BUSY || kind == Kind.OUTCOME_UNKNOWN;
  }
}
