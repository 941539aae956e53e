package dev.candlewick.store;

import org.jspecify.annotations.Nullable;

/// A failure at PostgreSQL. The message names the thing and the offending value; it is written for
/// the operator of the server and never shown to an unauthenticated client.
public final class StoreException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /// The closed list of failures; the retry decision is `isRetryable`.
  public enum Kind {
    /// No response: the server is down, starting, or the connection broke.
    UNAVAILABLE,
    /// The server responds, but not within the time limit of a request: no connection is free, a
    /// lock is held, or a statement takes too long. Nothing was stored.
    BUSY,
    /// The response to a commit was lost: the transaction may have been stored, or not.
    OUTCOME_UNKNOWN,
    /// The disk under the database is full.
    DISK_FULL,
    /// Another owner has the requested resource: the data home, a port, a job.
    HELD,
    /// The installation cannot work as it is: wrong password, another major version's data, no
    /// permission.
    MISCONFIGURED,
    /// A statement failed that should not have: a defect of this program.
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
