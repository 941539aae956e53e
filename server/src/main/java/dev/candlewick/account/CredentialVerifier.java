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
public final class CredentialVerifier {
  private final AccessTokens accessTokens;
  private final ApiTokens apiTokens;
  private final Sessions sessions;
  private final CredentialCheck credentialCheck;

  CredentialVerifier(
      AccessTokens accessTokens,
      ApiTokens apiTokens,
      Sessions sessions,
      CredentialCheck credentialCheck) {
    this.accessTokens = accessTokens;
    this.apiTokens = apiTokens;
    this.sessions = sessions;
    this.credentialCheck = credentialCheck;
  }

  /// Who shows an access token or an API token.
  public Optional<Caller> verifyBearer(String token, String address) {
    if (token.startsWith(ApiTokens.PREFIX)) return verifyApiToken(token, address);
    return accessTokens
        .verify(token)
        .map(valid ->
            userCaller(
                valid.account(),
                new Caller.Credential.AccessToken(
                    valid.id(), AccessTokens.generation(valid.account())),
                address,
                valid.expiresAt()));
  }

  /// Who shows an API token.
  public Optional<Caller> verifyApiToken(String token, String address) {
    return apiTokens.find(token, address);
  }

  /// Who shows a session's secret.
  public Optional<Caller> verifySession(String secret, String address) {
    return sessions
        .find(secret)
        .map(held ->
            userCaller(
                held.account(),
                new Caller.Credential.BrowserSession(held.session().id()),
                address,
                held.session().expiresAt()));
  }

  /// Those of callers who were let in whose credentials do not hold any more, or allow less than
  /// they did. Asks the database at most four questions however many there are, and counts as no
  /// use.
  public Set<Caller> findEnded(Collection<Caller> callers) {
    return credentialCheck.findEnded(callers);
  }

  private static Caller userCaller(
      Account account, Caller.Credential credential, String address, Instant expiresAt) {
    return new Caller(
        account.id(), account.username(), credential, userScopes(account), address, expiresAt);
  }

  /// What a person may who shows that they are one, and not a program of theirs.
  static Set<Scope> userScopes(Account account) {
    Set<Scope> scopes = EnumSet.allOf(Scope.class);
    if (!account.admin()) scopes.remove(Scope.ADMIN);
    return scopes;
  }
}
