package dev.candlewick.account;

import dev.candlewick.identity.Account;
import dev.candlewick.identity.Actor;
import dev.candlewick.store.account.SessionStore;
import dev.candlewick.store.account.SessionStore.NewSession;
import dev.candlewick.store.account.SessionStore.OwnedSession;
import dev.candlewick.store.account.SessionStore.Session;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Sessions of signed-in browsers. A session ends after seven days without use and after thirty
/// days in any case; only the browser knows its secret.
public final class Sessions {
  private static final Duration IDLE_TIMEOUT = Duration.ofDays(7);
  private static final Duration LIFETIME = Duration.ofDays(30);
  private static final Duration USE_UPDATE_INTERVAL = Duration.ofMinutes(1);
  private static final int MAX_AGENT_LENGTH = 200;

  private final SessionStore store;
  private final InstantSource clock;

  /// A session just created, and the secret for the browser.
  public record OpenedSession(Session session, String secret) {}

  Sessions(SessionStore store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
  }

  /// Returns how long a session lasts at most.
  public Duration lifetime() {
    return LIFETIME;
  }

  /// Opens a session for a browser.
  ///
  /// @param agent the browser's user agent
  public OpenedSession open(Account account, String address, @Nullable String agent) {
    Instant now = clock.instant();
    OpaqueSecret secret = OpaqueSecret.generate("");
    String truncatedAgent =
        agent == null || agent.length() <= MAX_AGENT_LENGTH
            ? agent
            : agent.substring(0, MAX_AGENT_LENGTH);
    Session session =
        store
            .create(
                account,
                new Actor(account.id(), account.username(), "password", address),
                new NewSession(now, now.plus(LIFETIME), truncatedAgent),
                secret.hash(),
                now.minus(IDLE_TIMEOUT))
            .orElseThrow(AccountException::wrongCredentials);
    return new OpenedSession(session, secret.text());
  }

  /// Returns the session of a secret; empty when it is invalid, expired or ended.
  Optional<OwnedSession> find(String secret) {
    Instant now = clock.instant();
    Optional<OwnedSession> held =
        store
            .find(new OpaqueSecret(secret).hash())
            .filter(found -> isActive(found.session(), now) && !found.account().disabled());
    held.map(OwnedSession::session)
        .filter(session -> session.lastUsedAt().isBefore(now.minus(USE_UPDATE_INTERVAL)))
        .ifPresent(session -> store.touch(session.id(), now));
    return held;
  }

  /// Returns those of these sessions that are valid; it does not count as a use of them.
  Set<Long> findValid(Collection<Long> sessionIds, Instant now) {
    return store.findAll(sessionIds).stream()
        .filter(session -> isActive(session, now))
        .map(Session::id)
        .collect(Collectors.toUnmodifiableSet());
  }

  private static boolean isActive(Session session, Instant now) {
    return session.expiresAt().isAfter(now)
        && session.lastUsedAt().isAfter(now.minus(IDLE_TIMEOUT));
  }

  /// Returns an account's valid sessions, newest first.
  public List<Session> list(long accountId) {
    Instant now = clock.instant();
    return store.list(accountId, now, now.minus(IDLE_TIMEOUT));
  }

  /// Ends one of the actor's sessions; false when there is none of that id.
  public boolean end(Actor actor, long sessionId) {
    return store.end(actor, sessionId);
  }
}
