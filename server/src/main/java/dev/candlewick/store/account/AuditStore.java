package dev.candlewick.store.account;

import dev.candlewick.identity.Actor;
import dev.candlewick.store.Database;
import dev.candlewick.store.Times;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jspecify.annotations.Nullable;

/// The audit log: the actor, action, time and address of each change. It is append-only; a change
/// and its entry are one transaction.
public final class AuditStore {
  private static final String COLUMNS =
      "audit_id, happened_at, account_id, actor, credential, action, target, details::text as details,"
          + " address";

  private static final RowMapper<Entry> MAPPER =
      (row, context) ->
          new Entry(
              row.getLong("audit_id"),
              Times.required(row, "happened_at"),
              (Long) row.getObject("account_id"),
              row.getString("actor"),
              row.getString("credential"),
              row.getString("action"),
              row.getString("target"),
              row.getString("details"),
              row.getString("address"));

  private final Database database;

  public AuditStore(Database database) {
    this.database = database;
  }

  /// An entry of the audit log.
  ///
  /// @param accountId the account affected; null for a sign-in under an unknown username
  /// @param details a JSON object
  public record Entry(
      long id,
      Instant happenedAt,
      @Nullable Long accountId,
      String actor,
      String credential,
      String action,
      @Nullable String target,
      String details,
      @Nullable String address) {}

  /// An event to be recorded.
  ///
  /// @param accountId the account affected; null when there is none of that name
  /// @param action a verb after its object: `asset.create`
  /// @param target the object of the action; null when it is the account itself
  /// @param details what changed, never a secret
  public record Event(
      @Nullable Long accountId,
      String action,
      @Nullable String target,
      Map<String, String> details) {}

  /// Appends an entry that belongs to no other change and stays when the operation around it fails.
  public void append(Actor actor, Event event) {
    database.runSeparately("cannot write the audit log", handle -> append(handle, actor, event));
  }

  /// Appends an entry in the transaction of the change that it describes.
  public static void append(Handle handle, Actor actor, Event event) {
    handle
        .createUpdate(
            "insert into audit (account_id, actor_id, actor, credential, action, target, details,"
                + " address) values (:account, :actorId, :actor, :credential, :action, :target,"
                + " (select coalesce(jsonb_object_agg(k, v), '{}') from unnest(:keys, :values) as d(k, v)),"
                + " :address)")
        .bind("account", event.accountId())
        .bind("actorId", actor.accountId())
        .bind("actor", actor.name())
        .bind("credential", actor.credential())
        .bind("action", event.action())
        .bind("target", event.target())
        .bindArray("keys", String.class, event.details().keySet().toArray())
        .bindArray("values", String.class, event.details().values().toArray())
        .bind("address", actor.address())
        .execute();
  }

  /// Returns an account's entries, newest first: changes to it and changes by it.
  ///
  /// @param before only entries with a smaller number; `Long.MAX_VALUE` for the newest
  public List<Entry> listForAccount(long accountId, long before, int limit) {
    return database.read(
        "cannot read the audit log",
        handle ->
            handle
                .createQuery(
                    "select "
                        + COLUMNS
                        + " from audit where audit_id < :before"
                        + " and (account_id = :account or actor_id = :account)"
                        + " order by audit_id desc limit :limit")
                .bind("before", before)
                .bind("account", accountId)
                .bind("limit", limit)
                .map(MAPPER)
                .list());
  }

  /// Returns the entries of all accounts, newest first.
  public List<Entry> listAll(long before, int limit) {
    return database.read(
        "cannot read the audit log",
        handle ->
            handle
                .createQuery(
                    "select "
                        + COLUMNS
                        + " from audit where audit_id < :before"
                        + " order by audit_id desc limit :limit")
                .bind("before", before)
                .bind("limit", limit)
                .map(MAPPER)
                .list());
  }
}
