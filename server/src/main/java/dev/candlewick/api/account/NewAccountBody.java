package dev.candlewick.api.account;

import dev.candlewick.account.AccountRules;
import dev.candlewick.api.http.FieldReader;
import dev.candlewick.api.http.JsonBody;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A new account as somebody asks for it.
///
/// @param setupCode makes the first administrator; null without
/// @param admin only an administrator may ask for it
record NewAccountBody(String username, String password, @Nullable String setupCode, boolean admin) {
  /// What somebody sends who registers.
  static NewAccountBody ofRegistration(byte[] bytes) {
    return read(bytes, "setup_code");
  }

  /// What an administrator sends.
  static NewAccountBody ofAdmin(byte[] bytes) {
    return read(bytes, "is_admin");
  }

  private static NewAccountBody read(byte[] bytes, String extra) {
    SignInBody.checkSize(bytes);
    JsonBody body = JsonBody.read(bytes);
    FieldReader reader = new FieldReader();
    body.checkFields(reader, "username", "password", extra);
    String username = body.string(reader, "username");
    String password = password(reader, body, "password", username);
    reader.require(body.pathOf("username"), username, username);
    boolean setup = extra.equals("setup_code");
    String code = setup ? body.string(reader, extra) : null;
    boolean operator = !setup || code != null;
    if (username != null) add(reader, body.pathOf("username"), nameFault(username, operator));
    boolean admin = !setup && body.flag(reader, extra);
    reader.check();
    return new NewAccountBody(
        Objects.requireNonNull(username), Objects.requireNonNull(password), code, admin);
  }

  private static @Nullable String nameFault(String username, boolean operator) {
    return operator
        ? AccountRules.usernameError(username)
        : AccountRules.registrationError(username);
  }

  /// A new password from a field that must be there.
  ///
  /// @param username of the account that gets it; null where the request names none
  static @Nullable String password(
      FieldReader reader, JsonBody body, String field, @Nullable String username) {
    String password = body.string(reader, field);
    reader.require(body.pathOf(field), password, password);
    if (password != null) {
      String name = username == null ? "" : username;
      add(reader, body.pathOf(field), AccountRules.passwordError(name, password));
    }
    return password;
  }

  private static void add(FieldReader reader, String field, @Nullable String fault) {
    if (fault != null) reader.add(field, fault);
  }
}
