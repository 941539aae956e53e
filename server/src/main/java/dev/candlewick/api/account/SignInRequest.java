package dev.candlewick.api.account;

import dev.candlewick.api.http.ApiException;
import dev.candlewick.api.http.ErrorCode;
import dev.candlewick.api.http.FieldReader;
import dev.candlewick.api.http.JsonBody;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// A name and a password as JSON or as a form. A form may have more fields, as OAuth's does.
@Schema(
    examples =
        """
        {"username": "alice", "password": "correct horse battery"}
        """)
public record SignInRequest(String username, @Schema(format = "password") String password) {
  private static final int MAX_BYTES = 16_384;

  static SignInRequest read(byte[] bytes, @Nullable String contentType) {
    checkSize(bytes);
    return json(bytes, contentType) ? json(bytes) : form(bytes);
  }

  static void checkSize(byte[] bytes) {
    if (bytes.length > MAX_BYTES) {
      throw new ApiException(
          ErrorCode.PAYLOAD_TOO_LARGE, "The body is larger than " + MAX_BYTES + " bytes");
    }
  }

  /// Whether a body is JSON: by its type, or by its first character, because `curl -d` declares
  /// every body a form.
  private static boolean json(byte[] bytes, @Nullable String contentType) {
    boolean form = contentType != null && contentType.contains("form-urlencoded");
    return !form || new String(bytes, StandardCharsets.UTF_8).stripLeading().startsWith("{");
  }

  private static SignInRequest json(byte[] bytes) {
    JsonBody body = JsonBody.read(bytes);
    FieldReader reader = new FieldReader();
    body.checkFields(reader, SignInRequest.class);
    String username = body.string(reader, "username");
    String password = body.string(reader, "password");
    return checked(reader, username, password);
  }

  private static SignInRequest form(byte[] bytes) {
    Map<String, String> fields = new TreeMap<>();
    for (String pair : new String(bytes, StandardCharsets.ISO_8859_1).strip().split("&", -1)) {
      int equals = pair.indexOf('=');
      if (equals > 0)
        fields.put(decoded(pair.substring(0, equals)), decoded(pair.substring(equals + 1)));
    }
    return checked(new FieldReader(), fields.get("username"), fields.get("password"));
  }

  /// Decodes strictly as UTF-8; otherwise different passwords would be read as one. A byte is a
  /// character of Latin-1 until all are decoded.
  private static String decoded(String text) {
    try {
      byte[] bytes =
          URLDecoder.decode(text, StandardCharsets.ISO_8859_1)
              .getBytes(StandardCharsets.ISO_8859_1);
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (IllegalArgumentException | CharacterCodingException e) {
      throw ApiException.validation(
          List.of(new ApiException.FieldError("body", "is not a valid form")));
    }
  }

  private static SignInRequest checked(
      FieldReader reader, @Nullable String username, @Nullable String password) {
    requireField(reader, "body.username", username);
    requireField(reader, "body.password", password);
    reader.check();
    return new SignInRequest(Objects.requireNonNull(username), Objects.requireNonNull(password));
  }

  private static void requireField(FieldReader reader, String field, @Nullable String value) {
    if (value == null) reader.require(field, null, null);
  }
}
