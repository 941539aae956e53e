package dev.candlewick.api.account;

import dev.candlewick.api.http.FieldReader;
import dev.candlewick.api.http.JsonBody;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// An account to register.
///
/// @param setupCode the setup code, which makes this account the first administrator; null for an
///   ordinary account
@Schema(
    examples =
        """
        {"username": "alice", "password": "correct horse battery"}
        """)
public record RegistrationRequest(
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
    @Schema(description = "The code that the server prints while there is no administrator")
        @Nullable String setupCode) {
  static RegistrationRequest read(byte[] bytes) {
    SignInRequest.checkSize(bytes);
    JsonBody body = JsonBody.read(bytes);
    FieldReader reader = new FieldReader();
    body.checkFields(reader, RegistrationRequest.class);
    String username = body.string(reader, AccountFields.USERNAME);
    String password = AccountFields.newPassword(reader, body, AccountFields.PASSWORD, username);
    String code = body.string(reader, "setup_code");
    AccountFields.checkUsername(reader, body, username, code != null);
    reader.check();
    return new RegistrationRequest(
        Objects.requireNonNull(username), Objects.requireNonNull(password), code);
  }
}
