package dev.candlewick.store.ledger;

import dev.candlewick.journal.Position;
import dev.candlewick.store.Database;
import org.jspecify.annotations.Nullable;

/// The positions of all accounts, for administrators.
public final class AdminPositionStore {
  private static final String FROM =
      " from journal_position p"
          + " join (select account_id, username from account) as owner using (account_id)"
          + " where (:username::text is null or username = :username)";

  private final Database database;

  public AdminPositionStore(Database database) {
    this.database = database;
  }

  /// A position and its account.
  ///
  /// @param username null in the public workspace
  public record OwnedPosition(Position position, long accountId, @Nullable String username) {}

  /// Returns a page, newest first.
  ///
  /// @param username of the account; null for all accounts
  public PositionPage<OwnedPosition> page(
      PositionFilter filter, @Nullable String username, PositionPage.Request page) {
    return database.readAsAdministrator(
        "cannot list the positions of all accounts",
        handle ->
            new PositionPage<>(
                filter
                    .bindTo(
                        handle.createQuery(
                            "select p.*, username"
                                + FROM
                                + filter.conditions()
                                + PositionPage.Request.ORDER_AND_LIMIT))
                    .bind("username", username)
                    .bind("before", page.before())
                    .bind("most", page.limit() + 1)
                    .map((row, context) ->
                        new OwnedPosition(
                            PositionStore.readRow(row),
                            row.getLong("account_id"),
                            row.getString("username")))
                    .list(),
                filter
                    .bindTo(handle.createQuery("select count(*)" + FROM + filter.conditions()))
                    .bind("username", username)
                    .mapTo(Long.class)
                    .one(),
                page.limit()));
  }
}
