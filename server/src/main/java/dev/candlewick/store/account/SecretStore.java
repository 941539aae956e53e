package dev.candlewick.store.account;

import dev.candlewick.store.Database;
import org.jdbi.v3.core.Handle;

/// Secrets that all processes of a database share and that no operation returns to a client.
public final class SecretStore {
  static final String SETUP_CODE = "setup_code";

  private final Database database;

  public SecretStore(Database database) {
    this.database = database;
  }

  /// Returns the secret of a name: the stored one, else `initial`, which is then stored. All
  /// processes get the same.
  public byte[] getOrCreate(String name, byte[] initial) {
    return database.transaction(
        "cannot read a secret of the server",
        handle -> {
          handle
              .createUpdate(
                  "insert into server_secret (name, value) values (:name, :value)"
                      + " on conflict do nothing")
              .bind("name", name)
              .bind("value", initial)
              .execute();
          return handle
              .createQuery("select value from server_secret where name = :name")
              .bind("name", name)
              .mapTo(byte[].class)
              .one();
        });
  }

  /// Stores the hash of the code that creates the first administrator; an earlier code becomes
  /// invalid.
  public void setSetupCode(byte[] hash) {
    database.run(
        "cannot store the setup code",
        handle ->
            handle
                .createUpdate(
                    "insert into server_secret as s (name, value) values (:name, :value)"
                        + " on conflict (name) do update set value = :value, created_at = now()")
                .bind("name", SETUP_CODE)
                .bind("value", hash)
                .execute());
  }

  /// Deletes a secret if it equals the given value; true for one caller only.
  static boolean consume(Handle handle, String name, byte[] value) {
    return handle
            .createUpdate("delete from server_secret where name = :name and value = :value")
            .bind("name", name)
            .bind("value", value)
            .execute()
        == 1;
  }

  static void delete(Handle handle, String name) {
    handle
        .createUpdate("delete from server_secret where name = :name")
        .bind("name", name)
        .execute();
  }
}
