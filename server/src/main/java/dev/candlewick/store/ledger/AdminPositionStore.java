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
                page.bindTo(
                        filter.bindTo(
                            handle.createQuery(
                                "select "
                                    + PositionRows.COLUMNS
                                    + ", account_id, username"
                                    + FROM
                                    + filter.conditions()
                                    + page.conditionAndOrder())))
                    .bind("username", username)
                    .map((row, context) ->
                        new OwnedPosition(
                            PositionRows.read(row),
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
