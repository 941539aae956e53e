package dev.candlewick.api.account;

import dev.candlewick.account.Accounts;
import dev.candlewick.api.http.FieldReader;
import dev.candlewick.api.http.JsonBody;
import dev.candlewick.identity.Actor;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// A change of an account by an administrator, of one field at least. Null leaves a field as it is.
@Schema(examples = "{\"disabled\": true}")
public record UserChange(
    @Nullable Boolean disabled,
    @Nullable Boolean isAdmin,
    @Schema(format = "password", minLength = 8, maxLength = 128) @Nullable String password) {
  /// Reads a change of the account that has this name.
  static UserChange read(byte[] bytes, String username) {
    SignInRequest.checkSize(bytes);
    JsonBody body = JsonBody.read(bytes);
    FieldReader reader = new FieldReader();
    body.checkFields(reader, UserChange.class);
    Boolean disabled = AccountFields.flag(reader, body, "disabled");
    Boolean admin = AccountFields.flag(reader, body, "is_admin");
    String password =
        body.has(AccountFields.PASSWORD)
            ? AccountFields.newPassword(reader, body, AccountFields.PASSWORD, username)
            : null;
    if (!reader.hasErrors() && disabled == null && admin == null && password == null) {
      reader.add("body", "must have disabled, is_admin or password");
    }
    reader.check();
    return new UserChange(disabled, admin, password);
  }

  void apply(Accounts accounts, Actor actor, long accountId) {
    if (isAdmin != null) accounts.setAdmin(actor, accountId, isAdmin);
    if (disabled != null) accounts.setDisabled(actor, accountId, disabled);
    if (password != null) accounts.setPassword(actor, accountId, password);
  }
}
