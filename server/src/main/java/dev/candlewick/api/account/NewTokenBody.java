package dev.candlewick.api.account;

import dev.candlewick.account.ApiTokens;
import dev.candlewick.api.http.ApiException;
import dev.candlewick.api.http.Body;
import dev.candlewick.api.http.ErrorCode;
import dev.candlewick.api.http.Faults;
import dev.candlewick.identity.Actor;
import dev.candlewick.identity.Scope;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// An API token as somebody asks for it.
///
/// @param life null: until it is ended
record NewTokenBody(String name, Set<Scope> scopes, @Nullable Duration life) {
  private static final int LONGEST_NAME = 100;
  private static final int MOST_DAYS = 36_500;

  NewTokenBody {
    scopes = Set.copyOf(scopes);
  }

  static NewTokenBody read(byte[] bytes) {
    SignInBody.checkSize(bytes);
    Body body = Body.read(bytes);
    Faults faults = new Faults();
    body.fields(faults, "name", "scopes", "expires_in_days");
    String name = name(faults, body);
    Set<Scope> scopes = scopes(faults, body);
    String days = body.text(faults, "expires_in_days");
    long life = faults.whole(body.at("expires_in_days"), days, 0, 1, MOST_DAYS);
    faults.check();
    return new NewTokenBody(
        Objects.requireNonNull(name), scopes, days == null ? null : Duration.ofDays(life));
  }

  private static @Nullable String name(Faults faults, Body body) {
    String name = body.string(faults, "name");
    faults.required(body.at("name"), name, name);
    boolean fits = name == null || (!name.isBlank() && name.length() <= LONGEST_NAME);
    boolean printable = name == null || name.chars().noneMatch(Character::isISOControl);
    if (!fits || !printable) {
      faults.add(body.at("name"), "must be 1 to " + LONGEST_NAME + " printable characters");
    }
    return name;
  }

  private static Set<Scope> scopes(Faults faults, Body body) {
    Set<Scope> scopes = EnumSet.noneOf(Scope.class);
    List<String> texts = body.strings(faults, "scopes");
    for (String text : texts) {
      Scope.parse(text)
          .filter(ApiTokens.SCOPES::contains)
          .ifPresentOrElse(
              scopes::add,
              () ->
                  faults.add(
                      body.at("scopes"), "must be of " + known() + "; got " + Faults.shown(text)));
    }
    if (texts.isEmpty() && !faults.any()) {
      faults.add(body.at("scopes"), "must name at least one of " + known());
    }
    return scopes;
  }

  private static String known() {
    return ApiTokens.SCOPES.stream().sorted().map(Scope::text).collect(Collectors.joining(", "));
  }

  /// Throws when the token would allow more than its account may.
  void checkAllowed(boolean admin) {
    if (scopes.contains(Scope.ADMIN) && !admin) {
      throw new ApiException(
          ErrorCode.FORBIDDEN, "Only an administrator's token has the scope admin");
    }
  }

  AccountView.Key make(ApiTokens tokens, Actor actor, long accountId) {
    ApiTokens.Made made = tokens.create(actor, accountId, name, scopes, life);
    return AccountView.Key.of(made.token(), made.secret());
  }
}
