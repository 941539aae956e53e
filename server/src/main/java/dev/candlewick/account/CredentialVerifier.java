package dev.candlewick.account;

import dev.candlewick.identity.Account;
import dev.candlewick.identity.Caller;
import dev.candlewick.identity.Scope;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/// Maps a credential to its caller. Empty: the credential is invalid.
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

  /// Returns the caller of an access token or an API token.
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

  /// Returns the caller of an API token.
  public Optional<Caller> verifyApiToken(String token, String address) {
    return apiTokens.find(token, address);
  }

  /// Returns the caller of a session's secret.
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

  /// Returns those of these accepted callers whose credentials have become invalid or allow less
  /// than before. It takes at most four queries, however many callers there are, and does not count
  /// as a use.
  public Set<Caller> findEnded(Collection<Caller> callers) {
    return credentialCheck.findEnded(callers);
  }

  private static Caller userCaller(
      Account account, Caller.Credential credential, String address, Instant expiresAt) {
    return new Caller(
        account.id(), account.username(), credential, userScopes(account), address, expiresAt);
  }

  /// Returns the scopes of a user that has signed in, as opposed to a program of the user's.
  static Set<Scope> userScopes(Account account) {
    Set<Scope> scopes = EnumSet.allOf(Scope.class);
    if (!account.admin()) scopes.remove(Scope.ADMIN);
    return scopes;
  }
}
