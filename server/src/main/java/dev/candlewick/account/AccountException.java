package dev.candlewick.account;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Why somebody does not get in, or a change to accounts is refused.
public final class AccountException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Kind kind;
  private final transient @Nullable Duration retryAfter;

  /// What it was.
  public enum Kind {
    /// Name or password is wrong, or the account is disabled.
    WRONG_CREDENTIALS,
    NAME_TAKEN,
    /// The code that makes the first administrator is wrong, or used.
    WRONG_SETUP_CODE,
    /// Too many wrong passwords.
    THROTTLED,
    /// More passwords wait to be checked than there is patience for.
    BUSY,
    /// As many as there may be, or the last that must stay.
    CONFLICT
  }

  AccountException(Kind kind, String message, @Nullable Duration retryAfter) {
    super(message);
    this.kind = kind;
    this.retryAfter = retryAfter;
  }

  AccountException(Kind kind, String message) {
    this(kind, message, null);
  }

  static AccountException wrongCredentials() {
    return new AccountException(Kind.WRONG_CREDENTIALS, "The username or the password is wrong");
  }

  public Kind kind() {
    return kind;
  }

  /// When to try again; null when that would not help.
  public @Nullable Duration retryAfter() {
    return retryAfter;
  }
}
