package dev.candlewick.account;

import dev.candlewick.identity.Account;
import dev.candlewick.identity.Caller;
import dev.candlewick.identity.Caller.Credential;
import dev.candlewick.identity.Scope;
import dev.candlewick.store.account.AccountStore;
import dev.candlewick.store.account.ApiTokenStore.Token;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A batch check of the credentials of many callers: one query for the accounts and one for each
/// kind of credential.
final class CredentialCheck {
  private final AccountStore accounts;
  private final AccessTokens accessTokens;
  private final ApiTokens apiTokens;
  private final Sessions sessions;
  private final InstantSource clock;

  CredentialCheck(
      AccountStore accounts,
      AccessTokens accessTokens,
      ApiTokens apiTokens,
      Sessions sessions,
      InstantSource clock) {
    this.accounts = accounts;
    this.accessTokens = accessTokens;
    this.apiTokens = apiTokens;
    this.sessions = sessions;
    this.clock = clock;
  }

  /// The state of the accounts and credentials at one time.
  private record Snapshot(
      Instant now,
      Map<Long, Account> accounts,
      Set<String> revoked,
      Set<Long> sessions,
      Map<Long, Token> tokens) {
    boolean isEnded(Caller caller) {
      if (caller.isAnonymous()) return false;
      Account account = accounts.get(caller.accountId());
      Instant end = caller.expiresAt();
      if (account == null || account.disabled()) return true;
      if (end != null && !end.isAfter(now)) return true;
      Set<Scope> allowed = allowedScopes(caller.credential(), account);
      return allowed == null || !allowed.containsAll(caller.scopes());
    }

    /// Returns the scopes of a credential; null when it is invalid.
    private @Nullable Set<Scope> allowedScopes(Credential credential, Account account) {
      return switch (credential) {
        case Credential.None none -> Scope.WORKSPACE;
        case Credential.AccessToken token -> isValid(token, account) ? userScopes(account) : null;
        case Credential.BrowserSession session ->
            sessions.contains(session.id()) ? userScopes(account) : null;
        case Credential.ApiToken shown -> {
          Token token = tokens.get(shown.id());
          yield token == null ? null : ApiTokens.scopes(token, account);
        }
      };
    }

    private boolean isValid(Credential.AccessToken token, Account account) {
      return !revoked.contains(token.id())
          && token.generation() == AccessTokens.generation(account);
    }

    private static Set<Scope> userScopes(Account account) {
      return CredentialVerifier.userScopes(account);
    }
  }

  /// Returns those callers whose credentials have become invalid or allow less than before.
  Set<Caller> findEnded(Collection<Caller> callers) {
    Snapshot snapshot =
        readSnapshot(callers.stream().filter(caller -> !caller.isAnonymous()).toList());
    return callers.stream().filter(snapshot::isEnded).collect(Collectors.toUnmodifiableSet());
  }

  private Snapshot readSnapshot(List<Caller> callers) {
    Instant now = clock.instant();
    Set<Long> accountIds = callers.stream().map(Caller::accountId).collect(Collectors.toSet());
    return new Snapshot(
        now,
        accounts.findAll(accountIds).stream()
            .collect(Collectors.toUnmodifiableMap(Account::id, Function.identity())),
        accessTokens.findRevoked(
            ids(callers, Credential.AccessToken.class, Credential.AccessToken::id)),
        sessions.findValid(
            ids(callers, Credential.BrowserSession.class, Credential.BrowserSession::id), now),
        apiTokens.findValid(ids(callers, Credential.ApiToken.class, Credential.ApiToken::id), now));
  }

  private static <C extends Credential, I> Set<I> ids(
      List<Caller> callers, Class<C> kind, Function<C, I> id) {
    return callers.stream()
        .map(Caller::credential)
        .filter(kind::isInstance)
        .map(kind::cast)
        .map(id)
        .collect(Collectors.toSet());
  }
}
