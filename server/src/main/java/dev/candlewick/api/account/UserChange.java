package dev.candlewick.api.account;

import dev.candlewick.account.Accounts;
import dev.candlewick.api.http.FieldReader;
import dev.candlewick.api.http.JsonBody;
import dev.candlewick.identity.Actor;
import org.jspecify.annotations.Nullable;

/// What an administrator changes of an account; null changes nothing.
record UserChange(@Nullable Boolean disabled, @Nullable Boolean admin, @Nullable String password) {
  /// What a request wants of the account of a name.
  static UserChange read(byte[] bytes, String username) {
    SignInBody.checkSize(bytes);
    JsonBody body = JsonBody.read(bytes);
    FieldReader reader = new FieldReader();
    body.checkFields(reader, "disabled", "is_admin", "password");
    Boolean disabled = flag(reader, body, "disabled");
    Boolean admin = flag(reader, body, "is_admin");
    String password =
        body.has("password") ? NewAccountBody.password(reader, body, "password", username) : null;
    if (!reader.hasErrors() && disabled == null && admin == null && password == null) {
      reader.add("body", "must have disabled, is_admin or password");
    }
    reader.check();
    return new UserChange(disabled, admin, password);
  }

  private static @Nullable Boolean flag(FieldReader reader, JsonBody body, String name) {
    return body.has(name) ? body.flag(reader, name) : null;
  }

  void apply(Accounts accounts, Actor actor, long accountId) {
    if (admin != null) accounts.setAdmin(actor, accountId, admin);
    if (disabled != null) accounts.setDisabled(actor, accountId, disabled);
    if (password != null) accounts.setPassword(actor, accountId, password);
  }
}
