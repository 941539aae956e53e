package dev.candlewick.account;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The rules for usernames and new passwords. Each check returns what is wrong, or null.
public final class AccountRules {
  static final int MIN_PASSWORD_LENGTH = 8;
  private static final int MAX_PASSWORD_LENGTH = 128;
  private static final Pattern USERNAME = Pattern.compile("[a-z0-9_-]{3,50}");

  /// The names of callers without an account and of the shared workspace in the audit log.
  private static final Set<String> RESERVED_NAMES = Set.of("anonymous", "public");

  /// Names that readers mistake for the operator's.
  private static final Set<String> OPERATOR_NAMES =
      Set.of("admin", "administrator", "root", "system");

  private AccountRules() {}

  /// Returns a username as it is stored.
  public static String canonical(String username) {
    return username.toLowerCase(Locale.ROOT);
  }

  /// Returns whether a text can be the name of an existing account.
  static boolean isUsername(String username) {
    return USERNAME.matcher(canonical(username)).matches();
  }

  /// Checks the name of a new account that an operator creates: an administrator, or a user with
  /// the command line or the setup code.
  public static @Nullable String usernameError(String username) {
    if (!isUsername(username)) return "must be 3 to 50 letters, digits, _ or -";
    return RESERVED_NAMES.contains(canonical(username)) ? "is reserved" : null;
  }

  /// Checks the name of a new account that its own user registers.
  public static @Nullable String registrationError(String username) {
    return OPERATOR_NAMES.contains(canonical(username)) ? "is reserved" : usernameError(username);
  }

  /// Checks a new password of the account of this name.
  public static @Nullable String passwordError(String username, String password) {
    int length = password.codePointCount(0, password.length());
    if (length < MIN_PASSWORD_LENGTH || length > MAX_PASSWORD_LENGTH) {
      return "must have " + MIN_PASSWORD_LENGTH + " to " + MAX_PASSWORD_LENGTH + " characters";
    }
    if (!isWellFormed(password)) return "must not have half of a surrogate pair";
    if (password.equalsIgnoreCase(username)) return "must not be the username";
    if (password.toLowerCase(Locale.ROOT).codePoints().distinct().count() == 1) {
      return "must not be one character repeated";
    }
    return CommonPasswords.contains(password) ? "is one of the commonest passwords" : null;
  }

  /// Returns whether a text can be encoded: each half of a surrogate pair has its other half.
  /// Without this check different passwords would have the same bytes.
  static boolean isWellFormed(String text) {
    return text.codePoints()
        .noneMatch(point -> point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE);
  }
}
