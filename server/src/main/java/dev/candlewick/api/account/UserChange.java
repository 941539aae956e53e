package dev.candlewick.api.account;

import dev.candlewick.account.Accounts;
import dev.candlewick.api.http.Body;
import dev.candlewick.api.http.Faults;
import dev.candlewick.identity.Actor;
import org.jspecify.annotations.Nullable;

/// What an administrator changes of an account; null changes nothing.
record UserChange(@Nullable Boolean disabled, @Nullable Boolean admin, @Nullable String password) {
  /// What a request wants of the account of a name.
  static UserChange read(byte[] bytes, String username) {
    SignInBody.checkSize(bytes);
    Body body = Body.read(bytes);
    Faults faults = new Faults();
    body.fields(faults, "disabled", "is_admin", "password");
    Boolean disabled = flag(faults, body, "disabled");
    Boolean admin = flag(faults, body, "is_admin");
    String password =
        body.has("password") ? NewAccountBody.password(faults, body, "password", username) : null;
    if (!faults.any() && disabled == null && admin == null && password == null) {
      faults.add("body", "must have disabled, is_admin or password");
    }
    faults.check();
    return new UserChange(disabled, admin, password);
  }

  private static @Nullable Boolean flag(Faults faults, Body body, String name) {
    return body.has(name) ? body.flag(faults, name) : null;
  }

  void apply(Accounts accounts, Actor actor, long accountId) {
    if (admin != null) accounts.setAdmin(actor, accountId, admin);
    if (disabled != null) accounts.setDisabled(actor, accountId, disabled);
    if (password != null) accounts.setPassword(actor, accountId, password);
  }
}
