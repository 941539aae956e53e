package dev.candlewick.api.account;

import dev.candlewick.api.http.FieldReader;
import dev.candlewick.api.http.JsonBody;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// An account that an administrator makes.
///
/// @param isAdmin whether it is an administrator's; null: it is not
@Schema(
    examples =
        """
        {"username": "alice", "password": "correct horse battery"}
        """)
public record NewAccount(
    @Schema(
            description = "Letters, digits, _ and -; converted to lower case",
            minLength = 3,
            maxLength = 50)
        String username,
    @Schema(
            description = "Not one of the 3000 most common passwords",
            format = "password",
            minLength = 8,
            maxLength = 128)
        String password,
    @Schema(description = "Whether it is an administrator's; false by default")
        @Nullable Boolean isAdmin) {
  static NewAccount read(byte[] bytes) {
    SignInRequest.checkSize(bytes);
    JsonBody body = JsonBody.read(bytes);
    FieldReader reader = new FieldReader();
    body.checkFields(reader, NewAccount.class);
    String username = body.string(reader, AccountFields.USERNAME);
    String password = AccountFields.newPassword(reader, body, AccountFields.PASSWORD, username);
    AccountFields.checkUsername(reader, body, username, true);
    Boolean admin = AccountFields.flag(reader, body, "is_admin");
    reader.check();
    return new NewAccount(
        Objects.requireNonNull(username), Objects.requireNonNull(password), admin);
  }
}
