package dev.candlewick.store.account;

import dev.candlewick.identity.Account;
import dev.candlewick.identity.Actor;
import dev.candlewick.store.Database;
import dev.candlewick.store.Times;
import dev.candlewick.store.account.AuditStore.Event;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jspecify.annotations.Nullable;

/// Sessions of signed-in browsers, each by the SHA-256 of its secret.
public final class SessionStore {
  private static final String COLUMNS =
      "s.session_id, s.created_at as signed_in_at, s.last_used_at, s.expires_at, s.address, s.agent";

  private static final RowMapper<Session> MAPPER =
      (row, context) ->
          new Session(
              row.getLong("session_id"),
              Times.required(row, "signed_in_at"),
              Times.required(row, "last_used_at"),
              Times.required(row, "expires_at"),
              row.getString("address"),
              row.getString("agent"));

  private final Database database;

  public SessionStore(Database database) {
    this.database = database;
  }

  /// A session of a signed-in browser.
  ///
  /// @param expiresAt when it ends however much it is used
  /// @param agent the browser's user agent
  public record Session(
      long id,
      Instant createdAt,
      Instant lastUsedAt,
      Instant expiresAt,
      @Nullable String address,
      @Nullable String agent) {}

  /// A session and its account.
  public record OwnedSession(Session session, Account account) {}

  /// A session to be created.
  public record NewSession(Instant now, Instant expiresAt, @Nullable String agent) {}

  /// Stores a new session, and deletes those of this account that have expired; empty when the
  /// account's credentials have ended since they were checked.
  ///
  /// @param idleSince sessions unused since then have expired
  public Optional<Session> create(
      Account account, Actor actor, NewSession newSession, byte[] secretHash, Instant idleSince) {
    return database.transaction(
        "cannot store a session",
        handle -> {
          if (!AccountRows.lockIfValid(handle, account)) return Optional.empty();
          handle
              .createUpdate(
                  "delete from browser_session where account_id = :account"
                      + " and (expires_at <= :now or last_used_at <= :idle)")
              .bind("account", actor.accountId())
              .bind("now", Times.utc(newSession.now()))
              .bind("idle", Times.utc(idleSince))
              .execute();
          Session session =
              handle
                  .createQuery(
                      "insert into browser_session as s (account_id, secret_hash, created_at,"
                          + " last_used_at, expires_at, address, agent) values (:account, :hash, :now,"
                          + " :now, :expires, :address, :agent) returning "
                          + COLUMNS)
                  .bind("account", actor.accountId())
                  .bind("hash", secretHash)
                  .bind("now", Times.utc(newSession.now()))
                  .bind("expires", Times.utc(newSession.expiresAt()))
                  .bind("address", actor.address())
                  .bind("agent", newSession.agent())
                  .map(MAPPER)
                  .one();
          AuditStore.append(
              handle,
              actor,
              new Event(
                  actor.accountId(),
                  "account.sign_in",
                  null,
                  Map.of("for", "session " + session.id())));
          return Optional.of(session);
        });
  }

  public Optional<OwnedSession> find(byte[] secretHash) {
    return database.read(
        "cannot look up a session",
        handle ->
            handle
                .createQuery(
                    "select "
                        + COLUMNS
                        + ", "
                        + AccountRows.COLUMNS
                        + " from browser_session s join account a using (account_id)"
                        + " where s.secret_hash = :hash")
                .bind("hash", secretHash)
                .map((row, context) ->
                    new OwnedSession(MAPPER.map(row, context), AccountRows.read(row)))
                .findOne());
  }

  /// Returns those of these sessions that were not ended.
  public List<Session> findAll(Collection<Long> sessionIds) {
    if (sessionIds.isEmpty()) return List.of();
    return database.read(
        "cannot look up sessions",
        handle ->
            handle
                .createQuery(
                    "select " + COLUMNS + " from browser_session s where s.session_id = any(:ids)")
                .bindArray("ids", Long.class, sessionIds.toArray())
                .map(MAPPER)
                .list());
  }

  public void touch(long sessionId, Instant now) {
    database.run(
        "cannot record the use of a session",
        handle ->
            handle
                .createUpdate(
                    "update browser_session set last_used_at = :now where session_id = :session")
                .bind("session", sessionId)
                .bind("now", Times.utc(now))
                .execute());
  }

  /// Returns an account's sessions that have not expired, newest first.
  public List<Session> list(long accountId, Instant now, Instant idleSince) {
    return database.read(
        "cannot list sessions",
        handle ->
            handle
                .createQuery(
                    "select "
                        + COLUMNS
                        + " from browser_session s where s.account_id = :account"
                        + " and s.expires_at > :now and s.last_used_at > :idle"
                        + " order by s.session_id desc")
                .bind("account", accountId)
                .bind("now", Times.utc(now))
                .bind("idle", Times.utc(idleSince))
                .map(MAPPER)
                .list());
  }

  /// Ends a session of the actor's account; false when there is none of that id.
  public boolean end(Actor actor, long sessionId) {
    return database.changeCredentials(
        actor.accountId(),
        "cannot end a session",
        handle -> {
          int deleted =
              handle
                  .createUpdate(
                      "delete from browser_session"
                          + " where account_id = :account and session_id = :session")
                  .bind("account", actor.accountId())
                  .bind("session", sessionId)
                  .execute();
          if (deleted == 0) return false;
          AuditStore.append(
              handle,
              actor,
              new Event(actor.accountId(), "session.end", Long.toString(sessionId), Map.of()));
          return true;
        });
  }
}
