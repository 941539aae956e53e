package dev.candlewick.account;

import dev.candlewick.store.Account;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/// Finds out who shows a credential. Empty: it does not hold.
public final class Credentials {
  private final AccessTokens accessTokens;
  private final ApiTokens apiTokens;
  private final Sessions sessions;

  Credentials(AccessTokens accessTokens, ApiTokens apiTokens, Sessions sessions) {
    this.accessTokens = accessTokens;
    this.apiTokens = apiTokens;
    this.sessions = sessions;
  }

  /// Who shows an access token or an API token.
  public Optional<Caller> bearer(String token, String address) {
    if (token.startsWith(ApiTokens.PREFIX)) return apiToken(token, address);
    return accessTokens
        .verify(token)
        .map(valid ->
            person(valid.account(), new Caller.Credential.AccessToken(valid.id()), address));
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
                address));
  }

  private static Caller person(Account account, Caller.Credential credential, String address) {
    Set<Scope> scopes = EnumSet.allOf(Scope.class);
    if (!account.admin()) scopes.remove(Scope.ADMIN);
    return new Caller(account.id(), account.username(), credential, scopes, address);
  }
}
