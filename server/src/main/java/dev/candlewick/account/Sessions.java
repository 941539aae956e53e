package dev.candlewick.account;

import dev.candlewick.identity.Account;
import dev.candlewick.identity.Actor;
import dev.candlewick.store.account.SessionStore;
import dev.candlewick.store.account.SessionStore.Held;
import dev.candlewick.store.account.SessionStore.NewSession;
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
  private static final Duration IDLE = Duration.ofDays(7);
  private static final Duration LIFE = Duration.ofDays(30);
  private static final Duration NOTED = Duration.ofMinutes(1);
  private static final int LONGEST_AGENT = 200;

  private final SessionStore store;
  private final InstantSource clock;

  /// A session just made, and the secret the browser gets.
  public record Opened(Session session, String secret) {}

  Sessions(SessionStore store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
  }

  /// How long a session lasts at most.
  public Duration life() {
    return LIFE;
  }

  /// Signs a browser in.
  ///
  /// @param agent what the browser calls itself
  public Opened open(Account account, String address, @Nullable String agent) {
    Instant now = clock.instant();
    OpaqueSecret secret = OpaqueSecret.fresh("");
    String cut =
        agent == null || agent.length() <= LONGEST_AGENT
            ? agent
            : agent.substring(0, LONGEST_AGENT);
    Session session =
        store
            .create(
                account,
                new Actor(account.id(), account.username(), "password", address),
                new NewSession(now, now.plus(LIFE), cut),
                secret.hash(),
                now.minus(IDLE))
            .orElseThrow(AccountException::wrongCredentials);
    return new Opened(session, secret.text());
  }

  /// The session of a secret; empty when it does not hold (any more).
  Optional<Held> find(String secret) {
    Instant now = clock.instant();
    Optional<Held> held =
        store
            .find(new OpaqueSecret(secret).hash())
            .filter(found -> alive(found.session(), now) && !found.account().disabled());
    held.map(Held::session)
        .filter(session -> session.lastUsedAt().isBefore(now.minus(NOTED)))
        .ifPresent(session -> store.touch(session.id(), now));
    return held;
  }

  /// Those of these sessions that hold; it counts as no use of them.
  Set<Long> holding(Collection<Long> sessionIds, Instant now) {
    return store.all(sessionIds).stream()
        .filter(session -> alive(session, now))
        .map(Session::id)
        .collect(Collectors.toUnmodifiableSet());
  }

  private static boolean alive(Session session, Instant now) {
    return session.expiresAt().isAfter(now) && session.lastUsedAt().isAfter(now.minus(IDLE));
  }

  /// An account's sessions that hold, newest first.
  public List<Session> of(long accountId) {
    Instant now = clock.instant();
    return store.of(accountId, now, now.minus(IDLE));
  }

  /// Ends one of the actor's sessions; false when there is none of that id.
  public boolean end(Actor actor, long sessionId) {
    return store.end(actor, sessionId);
  }
}
