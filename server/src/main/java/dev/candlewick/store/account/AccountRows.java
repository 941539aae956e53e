package dev.candlewick.store.account;

import dev.candlewick.identity.Account;
import dev.candlewick.store.Times;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;

/// The mapping of rows to accounts.
final class AccountRows {
  static final String COLUMNS =
      "a.account_id, a.username, a.is_admin, a.disabled_at, a.credentials_since, a.created_at";

  static final RowMapper<Account> MAPPER = (row, context) -> read(row);

  private AccountRows() {}

  static Account read(ResultSet row) throws SQLException {
    return new Account(
        row.getLong("account_id"),
        row.getString("username"),
        row.getBoolean("is_admin"),
        Times.nullable(row, "disabled_at"),
        Times.required(row, "credentials_since"),
        Times.required(row, "created_at"));
  }

  /// Locks an account, and returns whether its credentials are still those that were checked:
  /// neither ended nor disabled meanwhile.
  static boolean lockIfValid(Handle handle, Account verified) {
    return handle
        .createQuery(
            "select " + COLUMNS + " from account a where a.account_id = :account for update")
        .bind("account", verified.id())
        .map(MAPPER)
        .findOne()
        .filter(
            now -> !now.disabled() && now.credentialsSince().equals(verified.credentialsSince()))
        .isPresent();
  }
}
