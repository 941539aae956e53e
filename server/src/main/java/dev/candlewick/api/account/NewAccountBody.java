package dev.candlewick.api.account;

import dev.candlewick.account.AccountRules;
import dev.candlewick.api.http.Body;
import dev.candlewick.api.http.Faults;
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
    Body body = Body.read(bytes);
    Faults faults = new Faults();
    body.fields(faults, "username", "password", extra);
    String username = body.string(faults, "username");
    String password = password(faults, body, "password", username);
    faults.required(body.at("username"), username, username);
    boolean setup = extra.equals("setup_code");
    String code = setup ? body.string(faults, extra) : null;
    boolean operator = !setup || code != null;
    if (username != null) add(faults, body.at("username"), nameFault(username, operator));
    boolean admin = !setup && body.flag(faults, extra);
    faults.check();
    return new NewAccountBody(
        Objects.requireNonNull(username), Objects.requireNonNull(password), code, admin);
  }

  private static @Nullable String nameFault(String username, boolean operator) {
    return operator
        ? AccountRules.usernameFault(username)
        : AccountRules.registrationFault(username);
  }

  /// A new password from a field that must be there.
  ///
  /// @param username of the account that gets it; null where the request names none
  static @Nullable String password(
      Faults faults, Body body, String field, @Nullable String username) {
    String password = body.string(faults, field);
    faults.required(body.at(field), password, password);
    if (password != null) {
      String name = username == null ? "" : username;
      add(faults, body.at(field), AccountRules.passwordFault(name, password));
    }
    return password;
  }

  private static void add(Faults faults, String field, @Nullable String fault) {
    if (fault != null) faults.add(field, fault);
  }
}
