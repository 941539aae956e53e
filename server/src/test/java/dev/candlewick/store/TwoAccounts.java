package dev.candlewick.store;

import java.util.List;
import org.jdbi.v3.core.Handle;

/// Two accounts of a database with one row each in every account table, and SQL without an account
/// id.
final class TwoAccounts {
  static final List<String> TABLES = List.of("ledger_transaction", "journal_position");

  final Database database;
  final long mine;
  final long theirs;

  TwoAccounts(Database database) {
    this.database = database;
    this.mine = Accounts.create(database, "mine").accountId();
    this.theirs = Accounts.create(database, "theirs").accountId();
    for (long account : List.of(mine, theirs)) {
      database.transaction(
          account,
          "fill",
          handle -> {
            TABLES.forEach(table -> insert(handle, table, account));
            return account;
          });
    }
  }

  static void insert(Handle handle, String table, long account) {
    String sql =
        table.equals("journal_position")
            ? "insert into journal_position (account_id, base, quote, side, quantity, entry_price)"
                + " values (?, 'BTC', 'USDT', 'BUY', 1, 1)"
            : "insert into ledger_transaction (account_id, instrument_id, kind, executed_at,"
                + " quantity, price) select ?, min(instrument_id), 'BUY', now(), 1, 1"
                + " from instrument";
    handle.execute(sql, account);
  }

  /// Returns how many rows a statement changes in a transaction of account `mine`.
  int change(String sql) {
    return database.transaction(mine, "change", handle -> handle.execute(sql));
  }

  /// Returns the owners of the rows that a transaction of account `mine` sees.
  List<Long> seen(String relation) {
    return database.transaction(mine, "read", handle -> owners(handle, relation));
  }

  /// Returns the owners of the rows that a transaction without an account sees.
  List<Long> seenWithoutAnAccount(String relation) {
    return database.transaction("read", handle -> owners(handle, relation));
  }

  List<Long> seenByTheAdministrator(String relation) {
    return database.readAsAdministrator("read", handle -> owners(handle, relation));
  }

  static List<Long> owners(Handle handle, String relation) {
    return handle
        .createQuery("select account_id from " + relation + " order by account_id")
        .mapTo(Long.class)
        .list();
  }
}
