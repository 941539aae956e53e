package dev.candlewick.api.account;

import dev.candlewick.account.ApiTokens;
import dev.candlewick.api.account.AccountView.ApiToken;
import dev.candlewick.api.http.ApiException;
import dev.candlewick.api.http.ErrorCode;
import dev.candlewick.api.http.FieldReader;
import dev.candlewick.api.http.JsonBody;
import dev.candlewick.identity.Actor;
import dev.candlewick.identity.Scope;
import dev.candlewick.market.QuotedText;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// An API token to make.
///
/// @param scopes all but `account`; `admin` for an administrator only
/// @param expiresInDays null: it does not expire
@Schema(
    examples =
        """
        {"name": "backup", "scopes": ["read"], "expires_in_days": 90}
        """)
public record NewToken(
    @Schema(minLength = 1, maxLength = 100) String name,
    @Schema(description = "All but account; admin for an administrator only") Set<Scope> scopes,
    @Schema(
            description = "After how many days it expires; never by default",
            minimum = "1",
            maximum = "36500")
        @Nullable Integer expiresInDays) {
  private static final int MAX_NAME_LENGTH = 100;
  private static final int MAX_DAYS = 36_500;

  public NewToken {
    scopes = Set.copyOf(scopes);
  }

  static NewToken read(byte[] bytes) {
    SignInRequest.checkSize(bytes);
    JsonBody body = JsonBody.read(bytes);
    FieldReader reader = new FieldReader();
    body.checkFields(reader, NewToken.class);
    String name = name(reader, body);
    Set<Scope> scopes = scopes(reader, body);
    String days = body.text(reader, "expires_in_days");
    long life = reader.integer(body.pathOf("expires_in_days"), days, 0, 1, MAX_DAYS);
    reader.check();
    return new NewToken(Objects.requireNonNull(name), scopes, days == null ? null : (int) life);
  }

  private static @Nullable String name(FieldReader reader, JsonBody body) {
    String name = body.string(reader, "name");
    reader.require(body.pathOf("name"), name, name);
    boolean fits = name == null || (!name.isBlank() && name.length() <= MAX_NAME_LENGTH);
    boolean printable = name == null || name.chars().noneMatch(Character::isISOControl);
    if (!fits || !printable) {
      reader.add(body.pathOf("name"), "must be 1 to " + MAX_NAME_LENGTH + " printable characters");
    }
    return name;
  }

  private static Set<Scope> scopes(FieldReader reader, JsonBody body) {
    Set<Scope> scopes = EnumSet.noneOf(Scope.class);
    List<String> texts = body.strings(reader, "scopes");
    for (String text : texts) {
      Scope.parse(text)
          .filter(ApiTokens.SCOPES::contains)
          .ifPresentOrElse(
              scopes::add,
              () ->
                  reader.add(
                      body.pathOf("scopes"),
                      "must be of " + knownScopes() + "; got " + QuotedText.of(text)));
    }
    if (texts.isEmpty() && !reader.hasErrors()) {
      reader.add(body.pathOf("scopes"), "must name at least one of " + knownScopes());
    }
    return scopes;
  }

  private static String knownScopes() {
    return ApiTokens.SCOPES.stream().sorted().map(Scope::text).collect(Collectors.joining(", "));
  }

  /// Throws when the token would allow more than its account.
  void checkAllowed(boolean admin) {
    if (scopes.contains(Scope.ADMIN) && !admin) {
      throw new ApiException(
          ErrorCode.FORBIDDEN, "Only an administrator's token has the scope admin");
    }
  }

  ApiToken createToken(ApiTokens tokens, Actor actor, long accountId) {
    Duration life = expiresInDays == null ? null : Duration.ofDays(expiresInDays);
    ApiTokens.CreatedToken made = tokens.create(actor, accountId, name, scopes, life);
    return ApiToken.of(made.token(), made.secret());
  }
}
