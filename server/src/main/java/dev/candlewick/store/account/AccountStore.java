package dev.candlewick.store.account;

import dev.candlewick.identity.Account;
import dev.candlewick.identity.Actor;
import dev.candlewick.store.Database;
import dev.candlewick.store.account.AuditStore.Event;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// The accounts that can sign in. The public workspace is not one of them.
public final class AccountStore {
  private final Database database;

  public AccountStore(Database database) {
    this.database = database;
  }

  /// An account to be created.
  ///
  /// @param username lower case
  /// @param passwordHash as `account.Passwords` writes it
  public record NewAccount(String username, String passwordHash, boolean admin) {}

  /// An account and the hash of its password.
  public record AccountCredentials(Account account, String passwordHash) {}

  /// The result of a registration with the setup code.
  public sealed interface FirstAdmin {
    record Created(Account account) implements FirstAdmin {}

    record NameTaken() implements FirstAdmin {}

    record WrongCode() implements FirstAdmin {}
  }

  /// The result of a change that may not remove the last administrator.
  public enum Outcome {
    DONE,
    NO_ACCOUNT,
    LAST_ADMIN
  }

  /// Creates an account; empty when the name is taken.
  public Optional<Account> create(Actor actor, NewAccount account) {
    return database.transaction(
        "cannot create an account",
        handle -> {
          Optional<Account> created = insert(handle, actor, account);
          if (created.isPresent() && account.admin()) {
            SecretStore.delete(handle, SecretStore.SETUP_CODE);
          }
          return created;
        });
  }

  /// Creates an administrator for a caller with the setup code, which is consumed; of two
  /// simultaneous calls one succeeds.
  public FirstAdmin createFirstAdmin(Actor actor, NewAccount account, byte[] codeHash) {
    try {
      return database.transaction(
          "cannot create the first administrator",
          handle -> {
            Optional<Account> created = insert(handle, actor, account);
            if (created.isEmpty()) return new FirstAdmin.NameTaken();
            if (SecretStore.consume(handle, SecretStore.SETUP_CODE, codeHash)) {
              return new FirstAdmin.Created(created.get());
            }
            throw new WrongCodeException();
          });
    } catch (WrongCodeException e) {
      return new FirstAdmin.WrongCode();
    }
  }

  /// Rolls back the account; in a unit of work its step alone.
  private static final class WrongCodeException extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  private static Optional<Account> insert(Handle handle, Actor actor, NewAccount account) {
    Optional<Account> created =
        handle
            .createQuery(
                "insert into account as a (username, password_hash, is_admin)"
                    + " values (:username, :hash, :admin)"
                    + " on conflict (username) do nothing returning "
                    + AccountRows.COLUMNS)
            .bind("username", account.username())
            .bind("hash", account.passwordHash())
            .bind("admin", account.admin())
            .map(AccountRows.MAPPER)
            .findOne();
    created.ifPresent(row ->
        audit(handle, actor, row.id(), "account.create", Map.of("username", row.username())));
    return created;
  }

  /// Returns the account of a name, lower case.
  public Optional<AccountCredentials> find(String username) {
    return database.read(
        "cannot read an account",
        handle ->
            handle
                .createQuery(
                    "select "
                        + AccountRows.COLUMNS
                        + ", a.password_hash from account a where a.username = :username")
                .bind("username", username)
                .map((row, context) ->
                    new AccountCredentials(AccountRows.read(row), row.getString("password_hash")))
                .findOne());
  }

  public Optional<AccountCredentials> find(long accountId) {
    return database.read(
        "cannot read an account",
        handle ->
            handle
                .createQuery(
                    "select "
                        + AccountRows.COLUMNS
                        + ", a.password_hash from account a"
                        + " where a.account_id = :account and a.account_id <> 0")
                .bind("account", accountId)
                .map((row, context) ->
                    new AccountCredentials(AccountRows.read(row), row.getString("password_hash")))
                .findOne());
  }

  /// Returns accounts in the order of their creation.
  ///
  /// @param after only accounts with a greater id; 0 for the first
  public List<Account> list(long after, int limit) {
    return database.read(
        "cannot list accounts",
        handle ->
            handle
                .createQuery(
                    "select "
                        + AccountRows.COLUMNS
                        + " from account a where a.account_id > :after"
                        + " order by a.account_id limit :limit")
                .bind("after", after)
                .bind("limit", limit)
                .map(AccountRows.MAPPER)
                .list());
  }

  /// Returns those of these accounts that exist.
  public List<Account> findAll(Collection<Long> accountIds) {
    if (accountIds.isEmpty()) return List.of();
    return database.read(
        "cannot read accounts",
        handle ->
            handle
                .createQuery(
                    "select "
                        + AccountRows.COLUMNS
                        + " from account a where a.account_id = any(:ids) and a.account_id <> 0")
                .bindArray("ids", Long.class, accountIds.toArray())
                .map(AccountRows.MAPPER)
                .list());
  }

  /// Returns whether there is an enabled administrator.
  public boolean hasAdmin() {
    return database.read(
        "cannot look for an administrator",
        handle ->
            handle
                .createQuery(
                    "select exists (select from account where is_admin and disabled_at is null)")
                .mapTo(Boolean.class)
                .one());
  }

  /// Stores the same password under a new hash, unless it was changed meanwhile.
  public void rehash(long accountId, String oldHash, String newHash) {
    database.run(
        "cannot store a password's new hash",
        handle ->
            handle
                .createUpdate(
                    "update account set password_hash = :new"
                        + " where account_id = :account and password_hash = :old")
                .bind("account", accountId)
                .bind("old", oldHash)
                .bind("new", newHash)
                .execute());
  }

  /// Sets a password and ends all sessions and access tokens; false when there is no such account.
  public boolean setPassword(Actor actor, long accountId, String hash) {
    return database.changeCredentials(
        accountId,
        "cannot set a password",
        handle -> setPassword(handle, actor, accountId, hash, null));
  }

  /// Changes the password of an account after a check, and ends all access tokens and all sessions
  /// but `keptSession`; false when its credentials were ended meanwhile.
  public boolean changePassword(
      Actor actor, Account verified, String hash, @Nullable Long keptSession) {
    return database.changeCredentials(
        verified.id(),
        "cannot change a password",
        handle ->
            AccountRows.lockIfValid(handle, verified)
                && setPassword(handle, actor, verified.id(), hash, keptSession));
  }

  private static boolean setPassword(
      Handle handle, Actor actor, long accountId, String hash, @Nullable Long keptSession) {
    int changed =
        handle
            .createUpdate(
                "update account set password_hash = :hash where account_id = :account"
                    + " and account_id <> 0")
            .bind("account", accountId)
            .bind("hash", hash)
            .execute();
    if (changed == 0) return false;
    endCredentials(handle, accountId, keptSession);
    audit(handle, actor, accountId, "account.password", Map.of());
    return true;
  }

  /// Disables or enables an account. Disabling ends its sessions and access tokens permanently; its
  /// API tokens are valid again when it is enabled.
  public Outcome setDisabled(Actor actor, long accountId, boolean disabled) {
    return change(
        accountId,
        disabled,
        handle -> {
          update(
              handle,
              accountId,
              disabled ? "disabled_at = coalesce(disabled_at, now())" : "disabled_at = null");
          if (disabled) endCredentials(handle, accountId, null);
          audit(
              handle, actor, accountId, disabled ? "account.disable" : "account.enable", Map.of());
        });
  }

  /// Grants or revokes an account's administrator role.
  public Outcome setAdmin(Actor actor, long accountId, boolean admin) {
    return change(
        accountId,
        !admin,
        handle -> {
          update(handle, accountId, "is_admin = " + admin);
          if (admin) SecretStore.delete(handle, SecretStore.SETUP_CODE);
          audit(
              handle,
              actor,
              accountId,
              "account.admin",
              Map.of("is_admin", Boolean.toString(admin)));
        });
  }

  /// Deletes an account with everything that belongs to it. The audit log stays.
  public Outcome delete(Actor actor, long accountId) {
    return change(
        accountId,
        true,
        handle -> {
          String username =
              handle
                  .createQuery("delete from account where account_id = :account returning username")
                  .bind("account", accountId)
                  .mapTo(String.class)
                  .one();
          audit(handle, actor, accountId, "account.delete", Map.of("username", username));
        });
  }

  /// Runs a change under a lock of all administrators, so that two simultaneous changes cannot
  /// remove both.
  private Outcome change(long accountId, boolean mayEndAdmin, Consumer<Handle> work) {
    return database.changeCredentials(
        accountId,
        "cannot change an account",
        handle -> {
          List<Long> admins =
              handle
                  .createQuery(
                      "select account_id from account where is_admin and disabled_at is null"
                          + " order by account_id for update")
                  .mapTo(Long.class)
                  .list();
          if (mayEndAdmin && admins.equals(List.of(accountId))) return Outcome.LAST_ADMIN;
          boolean exists =
              handle
                  .createQuery(
                      "select account_id from account where account_id = :account"
                          + " and account_id <> 0 for update")
                  .bind("account", accountId)
                  .mapTo(Long.class)
                  .findOne()
                  .isPresent();
          if (!exists) return Outcome.NO_ACCOUNT;
          work.accept(handle);
          return Outcome.DONE;
        });
  }

  private static void update(Handle handle, long accountId, String assignment) {
    handle
        .createUpdate("update account set " + assignment + " where account_id = :account")
        .bind("account", accountId)
        .execute();
  }

  /// Starts the next generation of credentials, later than the last one even within a microsecond.
  private static void endCredentials(Handle handle, long accountId, @Nullable Long keptSession) {
    update(
        handle,
        accountId,
        "credentials_since = greatest(clock_timestamp(),"
            + " credentials_since + interval '1 microsecond')");
    handle
        .createUpdate(
            "delete from browser_session where account_id = :account"
                + " and session_id is distinct from :kept::bigint")
        .bind("account", accountId)
        .bind("kept", keptSession)
        .execute();
  }

  private static void audit(
      Handle handle, Actor actor, long accountId, String action, Map<String, String> details) {
    AuditStore.append(handle, actor, new Event(accountId, action, null, details));
  }
}
