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

/// Signed-in browsers. A session ends after seven days without use and after thirty days in any
/// case; its secret is known to the browser alone.
public final class Sessions {
  private static final Duration IDLE_TIMEOUT = Duration.ofDays(7);
  private static final Duration LIFETIME = Duration.ofDays(30);
  private static final Duration USE_UPDATE_INTERVAL = Duration.ofMinutes(1);
  private static final int MAX_AGENT_LENGTH = 200;

  private final SessionStore store;
  private final InstantSource clock;

  /// A session just made, and the secret the browser gets.
  public record OpenedSession(Session session, String secret) {}

  Sessions(SessionStore store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
  }

  /// How long a session lasts at most.
  public Duration lifetime() {
    return LIFETIME;
  }

  /// Signs a browser in.
  ///
  /// @param agent what the browser calls itself
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

  /// The session of a secret; empty when it does not hold (any more).
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

  /// Those of these sessions that hold; it counts as no use of them.
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

  /// An account's sessions that hold, newest first.
  public List<Session> list(long accountId) {
    Instant now = clock.instant();
    return store.list(accountId, now, now.minus(IDLE_TIMEOUT));
  }

  /// Ends one of the actor's sessions; false when there is none of that id.
  public boolean end(Actor actor, long sessionId) {
    return store.end(actor, sessionId);
  }
}
