package dev.candlewick.store.account;

import dev.candlewick.identity.Account;
import dev.candlewick.identity.Actor;
import dev.candlewick.store.Database;
import dev.candlewick.store.Times;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Access tokens that were revoked before they expired, and the accounts of access tokens.
public final class AccessTokenStore {
  private final Database database;

  public AccessTokenStore(Database database) {
    this.database = database;
  }

  /// Returns the account of a token; empty when the account is gone or the token was revoked.
  ///
  /// @param jti the token's id
  public Optional<Account> findHolder(long accountId, String jti) {
    return database.read(
        "cannot look up an access token",
        handle ->
            handle
                .createQuery(
                    "select "
                        + AccountRows.COLUMNS
                        + " from account a where a.account_id = :account and a.account_id <> 0"
                        + " and not exists (select from revoked_access_token r where r.jti = :jti)")
                .bind("account", accountId)
                .bind("jti", jti)
                .map(AccountRows.MAPPER)
                .findOne());
  }

  /// Returns those of these tokens that were revoked.
  ///
  /// @param jtis the tokens' ids
  public Set<String> findRevoked(Collection<String> jtis) {
    if (jtis.isEmpty()) return Set.of();
    return database.read(
        "cannot look up revoked access tokens",
        handle ->
            handle
                .createQuery("select jti from revoked_access_token where jti = any(:jtis)")
                .bindArray("jtis", String.class, jtis.toArray())
                .mapTo(String.class)
                .set());
  }

  /// Revokes a token, and deletes the revocations of tokens that expired more than a day ago; the
  /// day covers any difference between clocks.
  ///
  /// @param expiresAt when the token expires by itself
  public void revoke(Actor actor, String jti, Instant expiresAt) {
    database.changeCredentials(
        actor.accountId(),
        "cannot revoke an access token",
        handle -> {
          handle.execute(
              "delete from revoked_access_token where expires_at < now() - interval '1 day'");
          handle
              .createUpdate(
                  "insert into revoked_access_token (jti, expires_at) values (:jti, :expires)"
                      + " on conflict do nothing")
              .bind("jti", jti)
              .bind("expires", Times.utc(expiresAt))
              .execute();
          AuditStore.append(
              handle,
              actor,
              new AuditStore.Event(actor.accountId(), "account.sign_out", null, Map.of()));
          return true;
        });
  }
}
