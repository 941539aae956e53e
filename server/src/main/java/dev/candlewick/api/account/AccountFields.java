package dev.candlewick.api.account;

import dev.candlewick.account.AccountRules;
import dev.candlewick.api.http.FieldReader;
import dev.candlewick.api.http.JsonBody;
import org.jspecify.annotations.Nullable;

/// The fields that bodies of accounts share; each returns null after a fault.
final class AccountFields {
  static final String USERNAME = "username";
  static final String PASSWORD = "password";

  private AccountFields() {}

  /// Adds the faults of a new account's name.
  ///
  /// @param operator whether an administrator makes the account, or the first of them
  static void checkUsername(
      FieldReader reader, JsonBody body, @Nullable String username, boolean operator) {
    String field = body.pathOf(USERNAME);
    reader.require(field, username, username);
    if (username == null) return;
    String fault =
        operator ? AccountRules.usernameError(username) : AccountRules.registrationError(username);
    if (fault != null) reader.add(field, fault);
  }

  /// A new password from a field that is required.
  ///
  /// @param username of the account; null where the request names none
  static @Nullable String newPassword(
      FieldReader reader, JsonBody body, String field, @Nullable String username) {
    String password = body.string(reader, field);
    reader.require(body.pathOf(field), password, password);
    if (password != null) {
      String name = username == null ? "" : username;
      String fault = AccountRules.passwordError(name, password);
      if (fault != null) reader.add(body.pathOf(field), fault);
    }
    return password;
  }

  /// A flag; null when it is absent.
  static @Nullable Boolean flag(FieldReader reader, JsonBody body, String name) {
    return body.has(name) ? body.flag(reader, name) : null;
  }
}
