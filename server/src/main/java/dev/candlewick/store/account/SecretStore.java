package dev.candlewick.store.account;

import dev.candlewick.store.Database;
import org.jdbi.v3.core.Handle;

/// What all processes of a database share and nobody reads out.
public final class SecretStore {
  static final String SETUP_CODE = "setup_code";

  private final Database database;

  public SecretStore(Database database) {
    this.database = database;
  }

  /// The secret of a name: what is kept, else what is given, which is kept then. All processes get
  /// the same.
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

  /// Sets the hash of the code that makes the first administrator; an earlier code ends.
  public void setSetupCode(byte[] hash) {
    database.run(
        "cannot keep the setup code",
        handle ->
            handle
                .createUpdate(
                    "insert into server_secret as s (name, value) values (:name, :value)"
                        + " on conflict (name) do update set value = :value, created_at = now()")
                .bind("name", SETUP_CODE)
                .bind("value", hash)
                .execute());
  }

  /// Takes a secret away if it is the one given; true for one caller only.
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
