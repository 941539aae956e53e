package dev.candlewick.store.account;

import dev.candlewick.identity.WatchList;
import dev.candlewick.store.Database;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jdbi.v3.core.Handle;

/// The watch list of each account.
public final class WatchListStore {
  private final Database database;

  public WatchListStore(Database database) {
    this.database = database;
  }

  /// Returns the markets that an account watches, in its order; empty when there are none.
  public List<String> find(long accountId) {
    return database
        .read(accountId, "cannot read the watch list", handle -> read(handle, accountId))
        .markets();
  }

  private static WatchList read(Handle handle, long accountId) {
    return handle
        .createQuery("select markets from watch_list where account_id = :account")
        .bind("account", accountId)
        .map(
            (row, context) -> new WatchList(List.of((String[]) row.getArray("markets").getArray())))
        .findOne()
        .orElse(WatchList.empty());
  }

  /// Changes a list and returns the new one. Changes of one account are made one after the other.
  public WatchList change(long accountId, UnaryOperator<WatchList> change) {
    return database.transaction(
        accountId,
        "cannot change the watch list",
        handle -> {
          handle.execute(
              "insert into watch_list (account_id, markets) values (?, '{}')"
                  + " on conflict (account_id) do update set changed_at = now()",
              accountId);
          WatchList changed = change.apply(read(handle, accountId));
          handle
              .createUpdate("update watch_list set markets = :markets where account_id = :account")
              .bind("account", accountId)
              .bindArray("markets", String.class, changed.markets().toArray())
              .execute();
          return changed;
        });
  }
}
