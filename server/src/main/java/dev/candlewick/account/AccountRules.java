package dev.candlewick.account;

import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What usernames and new passwords must be. Each check answers what is wrong, or null.
public final class AccountRules {
  static final int SHORTEST_PASSWORD = 8;
  private static final int LONGEST_PASSWORD = 128;
  private static final Pattern USERNAME = Pattern.compile("[a-z0-9_-]{3,50}");

  private AccountRules() {}

  /// A username as it is kept.
  public static String canonical(String username) {
    return username.toLowerCase(Locale.ROOT);
  }

  public static @Nullable String usernameFault(String username) {
    return USERNAME.matcher(canonical(username)).matches()
        ? null
        : "must be 3 to 50 letters, digits, _ or -";
  }

  public static @Nullable String passwordFault(String password) {
    int length = password.codePointCount(0, password.length());
    if (length < SHORTEST_PASSWORD || length > LONGEST_PASSWORD) {
      return "must have " + SHORTEST_PASSWORD + " to " + LONGEST_PASSWORD + " characters";
    }
    return CommonPasswords.contains(password) ? "is one of the commonest passwords" : null;
  }
}
