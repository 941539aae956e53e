package dev.candlewick.account;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// A rejected sign-in, or a rejected change to accounts.
public final class AccountException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Kind kind;
  private final transient @Nullable Duration retryAfter;

  /// The reason of a rejection.
  public enum Kind {
    /// The username or the password is wrong, or the account is disabled.
    WRONG_CREDENTIALS,
    NAME_TAKEN,
    /// The code that creates the first administrator is wrong or was used.
    WRONG_SETUP_CODE,
    /// Too many wrong passwords.
    THROTTLED,
    /// Too many passwords wait to be checked.
    BUSY,
    /// A limit is reached, or the last administrator would be lost.
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

  /// Returns how long to wait before a retry; null when a retry would not help.
  public @Nullable Duration retryAfter() {
    return retryAfter;
  }
}
