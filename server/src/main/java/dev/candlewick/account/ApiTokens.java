package dev.candlewick.account;

import dev.candlewick.identity.Account;
import dev.candlewick.identity.Actor;
import dev.candlewick.identity.Caller;
import dev.candlewick.identity.Scope;
import dev.candlewick.store.account.ApiTokenStore;
import dev.candlewick.store.account.ApiTokenStore.NewToken;
import dev.candlewick.store.account.ApiTokenStore.OwnedToken;
import dev.candlewick.store.account.ApiTokenStore.Token;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Long-lived API tokens of programs (`cw_…`), each with its own scopes. A token with the
/// administrator's scope has it only while its account is an administrator's.
public final class ApiTokens {
  static final String PREFIX = "cw_";

  /// The scopes that a token may be given.
  public static final Set<Scope> SCOPES =
      Set.copyOf(EnumSet.of(Scope.READ, Scope.MARKET_WRITE, Scope.PORTFOLIO_WRITE, Scope.ADMIN));

  private static final int MAX_TOKENS = 100;
  private static final int MAX_ISSUED_TOKENS = 20;
  private static final Duration USE_UPDATE_INTERVAL = Duration.ofMinutes(1);

  private final ApiTokenStore store;
  private final InstantSource clock;

  /// A token just created, and its secret, which is shown once.
  public record CreatedToken(Token token, String secret) {}

  ApiTokens(ApiTokenStore store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
  }

  /// Creates a token at a user's request.
  ///
  /// @param lifetime null: until it is revoked
  public CreatedToken create(
      Actor actor, long accountId, String name, Set<Scope> scopes, @Nullable Duration lifetime) {
    OpaqueSecret secret = OpaqueSecret.generate(PREFIX);
    Instant end = lifetime == null ? null : clock.instant().plus(lifetime);
    Token token =
        store
            .create(
                actor,
                accountId,
                new NewToken(name, false, scopeNames(scopes), end),
                secret.hash(),
                MAX_TOKENS)
            .orElseThrow(() ->
                new AccountException(
                    AccountException.Kind.CONFLICT,
                    "The account has " + MAX_TOKENS + " API tokens already; revoke one first"));
    return new CreatedToken(token, secret.text());
  }

  /// Creates a token for a program that sent a username and a password; only the newest twenty of
  /// these are valid.
  public CreatedToken issue(Account account, String address) {
    OpaqueSecret secret = OpaqueSecret.generate(PREFIX);
    Actor actor = new Actor(account.id(), account.username(), "password", address);
    NewToken newToken = new NewToken("by password", true, scopeNames(Scope.WORKSPACE), null);
    Token token =
        store
            .issue(account, actor, newToken, secret.hash(), MAX_ISSUED_TOKENS)
            .orElseThrow(AccountException::wrongCredentials);
    return new CreatedToken(token, secret.text());
  }

  private static Set<String> scopeNames(Set<Scope> scopes) {
    return scopes.stream().map(Scope::text).collect(Collectors.toUnmodifiableSet());
  }

  /// Returns the caller of a token; empty when it is invalid, expired or revoked.
  Optional<Caller> find(String secret, String address) {
    Instant now = clock.instant();
    Optional<OwnedToken> held =
        store
            .find(new OpaqueSecret(secret).hash())
            .filter(found -> !found.account().disabled() && !isExpired(found.token(), now));
    Optional<Caller> caller = held.map(found -> caller(found, address));
    held.ifPresent(found -> recordUse(caller.orElseThrow().actor(), found.token(), now));
    return caller;
  }

  private static boolean isExpired(Token token, Instant now) {
    return token.expiresAt() != null && !token.expiresAt().isAfter(now);
  }

  private static Caller caller(OwnedToken held, String address) {
    Account account = held.account();
    return new Caller(
        account.id(),
        account.username(),
        new Caller.Credential.ApiToken(held.token().id()),
        scopes(held.token(), account),
        address,
        held.token().expiresAt());
  }

  static Set<Scope> scopes(Token token, Account account) {
    Set<Scope> scopes = EnumSet.noneOf(Scope.class);
    token.scopes().forEach(text -> Scope.parse(text).ifPresent(scopes::add));
    if (!account.admin()) scopes.remove(Scope.ADMIN);
    return scopes;
  }

  /// Returns those of these tokens that are valid, by their ids; it does not count as a use of
  /// them.
  Map<Long, Token> findValid(Collection<Long> tokenIds, Instant now) {
    return store.findAll(tokenIds).stream()
        .filter(token -> !isExpired(token, now))
        .collect(Collectors.toUnmodifiableMap(Token::id, Function.identity()));
  }

  /// Records the use of a token at most once a minute; the first use of an hour is in the audit
  /// log.
  private void recordUse(Actor actor, Token token, Instant now) {
    Instant last = token.lastUsedAt();
    if (last != null && last.isAfter(now.minus(USE_UPDATE_INTERVAL))) return;
    boolean firstOfHour = last == null || last.isBefore(now.truncatedTo(ChronoUnit.HOURS));
    store.touch(actor, token, now, firstOfHour);
  }

  /// Returns an account's tokens, newest first.
  public List<Token> list(long accountId) {
    return store.list(accountId);
  }

  /// Revokes one of the actor's tokens; false when there is none of that id.
  public boolean revoke(Actor actor, long tokenId) {
    return store.revoke(actor, tokenId);
  }
}
