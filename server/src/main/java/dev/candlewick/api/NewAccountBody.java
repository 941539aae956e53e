package dev.candlewick.api;

import dev.candlewick.account.AccountRules;
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
    String password = password(faults, body, "password");
    faults.required(body.at("username"), username, username);
    if (username != null) add(faults, body.at("username"), AccountRules.usernameFault(username));
    boolean setup = extra.equals("setup_code");
    String code = setup ? body.string(faults, extra) : null;
    boolean admin = !setup && body.flag(faults, extra);
    faults.check();
    return new NewAccountBody(
        Objects.requireNonNull(username), Objects.requireNonNull(password), code, admin);
  }

  /// A new password from a field that must be there.
  static @Nullable String password(Faults faults, Body body, String field) {
    String password = body.string(faults, field);
    faults.required(body.at(field), password, password);
    if (password != null) add(faults, body.at(field), AccountRules.passwordFault(password));
    return password;
  }

  private static void add(Faults faults, String field, @Nullable String fault) {
    if (fault != null) faults.add(field, fault);
  }
}
