package dev.candlewick.api.account;

import dev.candlewick.api.http.FieldReader;
import dev.candlewick.api.http.JsonBody;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// A change of the caller's own password.
@Schema(
    examples =
        """
        {"current_password": "correct horse battery", "new_password": "another horse staple"}
        """)
public record PasswordChange(
    @Schema(format = "password") String currentPassword,
    @Schema(
            description = "None of the commonest 3000",
            format = "password",
            minLength = 8,
            maxLength = 128)
        String newPassword) {
  /// Reads a change for the account that has this name.
  static PasswordChange read(byte[] bytes, @Nullable String username) {
    SignInRequest.checkSize(bytes);
    JsonBody body = JsonBody.read(bytes);
    FieldReader reader = new FieldReader();
    body.checkFields(reader, PasswordChange.class);
    String current = body.string(reader, "current_password");
    reader.require(body.pathOf("current_password"), current, current);
    String next = AccountFields.newPassword(reader, body, "new_password", username);
    reader.check();
    return new PasswordChange(Objects.requireNonNull(current), Objects.requireNonNull(next));
  }
}
