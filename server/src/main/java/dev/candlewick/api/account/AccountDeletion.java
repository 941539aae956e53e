package dev.candlewick.api.account;

import dev.candlewick.api.http.FieldReader;
import dev.candlewick.api.http.JsonBody;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// The deletion of the caller's account.
@Schema(examples = "{\"username\": \"alice\", \"current_password\": \"correct horse battery\"}")
public record AccountDeletion(
    @Schema(description = "The name of the account, as a confirmation") String username,
    @Schema(format = "password") String currentPassword) {
  /// Reads a deletion of the account that has this name.
  static AccountDeletion read(byte[] bytes, @Nullable String name) {
    SignInRequest.checkSize(bytes);
    JsonBody body = JsonBody.read(bytes);
    FieldReader reader = new FieldReader();
    body.checkFields(reader, AccountDeletion.class);
    String username = body.string(reader, "username");
    reader.require(body.pathOf("username"), username, username);
    if (username != null && !username.equals(name)) {
      reader.add(body.pathOf("username"), "must be the name of your account");
    }
    String password = body.string(reader, "current_password");
    reader.require(body.pathOf("current_password"), password, password);
    reader.check();
    return new AccountDeletion(Objects.requireNonNull(username), Objects.requireNonNull(password));
  }
}
