package dev.candlewick.store;

import dev.candlewick.identity.Actor;

/// Accounts for tests that need one.
public final class Accounts {
  private Accounts() {}

  /// Creates an account of this name.
  public static Actor create(Database database, String name) {
    long id =
        database.transaction(
            "create an account",
            handle ->
                handle
                    .createQuery(
                        "insert into account (username, password_hash) values (?, 'none')"
                            + " returning account_id")
                    .bind(0, name)
                    .mapTo(Long.class)
                    .one());
    return new Actor(id, name, "test", null);
  }
}
