package dev.candlewick.account;

import dev.candlewick.identity.Account;
import dev.candlewick.identity.Caller;
import dev.candlewick.identity.Scope;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/// Finds out who shows a credential. Empty: it does not hold.
public final class Credentials {
  private final AccessTokens accessTokens;
  private final ApiTokens apiTokens;
  private final Sessions sessions;
  private final Standing standing;

  Credentials(
      AccessTokens accessTokens, ApiTokens apiTokens, Sessions sessions, Standing standing) {
    this.accessTokens = accessTokens;
    this.apiTokens = apiTokens;
    this.sessions = sessions;
    this.standing = standing;
  }

  /// Who shows an access token or an API token.
  public Optional<Caller> bearer(String token, String address) {
    if (token.startsWith(ApiTokens.PREFIX)) return apiToken(token, address);
    return accessTokens
        .verify(token)
        .map(valid ->
            person(
                valid.account(),
                new Caller.Credential.AccessToken(
                    valid.id(), AccessTokens.generation(valid.account())),
                address,
                valid.expiresAt()));
  }

  /// Who shows an API token.
  public Optional<Caller> apiToken(String token, String address) {
    return apiTokens.find(token, address);
  }

  /// Who shows a session's secret.
  public Optional<Caller> session(String secret, String address) {
    return sessions
        .find(secret)
        .map(held ->
            person(
                held.account(),
                new Caller.Credential.BrowserSession(held.session().id()),
                address,
                held.session().expiresAt()));
  }

  /// Those of callers who were let in whose credentials do not hold any more, or allow less than
  /// they did. Asks the database at most four questions however many there are, and counts as no
  /// use.
  public Set<Caller> ended(Collection<Caller> callers) {
    return standing.ended(callers);
  }

  private static Caller person(
      Account account, Caller.Credential credential, String address, Instant expiresAt) {
    return new Caller(
        account.id(), account.username(), credential, scopes(account), address, expiresAt);
  }

  /// What a person may who shows that they are one, and not a program of theirs.
  static Set<Scope> scopes(Account account) {
    Set<Scope> scopes = EnumSet.allOf(Scope.class);
    if (!account.admin()) scopes.remove(Scope.ADMIN);
    return scopes;
  }
}
