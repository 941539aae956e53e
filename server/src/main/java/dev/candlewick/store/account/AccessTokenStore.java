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

/// Access tokens that were signed out before they ran out, and whose account a token is.
public final class AccessTokenStore {
  private final Database database;

  public AccessTokenStore(Database database) {
    this.database = database;
  }

  /// The account of a token; empty when the account is gone or the token was signed out.
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

  /// Those of these tokens that were signed out.
  ///
  /// @param jtis the tokens' ids
  public Set<String> findRevoked(Collection<String> jtis) {
    if (jtis.isEmpty()) return Set.of();
    return database.read(
        "cannot look for signed-out access tokens",
        handle ->
            handle
                .createQuery("select jti from revoked_access_token where jti = any(:jtis)")
                .bindArray("jtis", String.class, jtis.toArray())
                .mapTo(String.class)
                .set());
  }

  /// Signs a token out, and forgets those that ran out a day ago, by whatever clock.
  ///
  /// @param expiresAt when the token runs out by itself
  public void revoke(Actor actor, String jti, Instant expiresAt) {
    database.changeCredentials(
        actor.accountId(),
        "cannot sign out an access token",
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
