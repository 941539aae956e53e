package dev.candlewick.store;

import java.util.Properties;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/// Connections of the login that owns the tables, opened one at a time outside of any pool.
public final class OwnerConnection {
  /// Class and key of the lock that keeps backups and a restore apart.
  private static final String LOCK = "(" + AdvisoryLock.OWNER.number() + ", 0)";

  private OwnerConnection() {}

  /// Returns connections of the owner's login, opened one at a time.
  ///
  /// @param name the application name that PostgreSQL shows
  public static Jdbi of(Database.Login owner, String name) {
    Properties properties = new Properties();
    properties.setProperty("user", owner.user());
    properties.setProperty("password", owner.password());
    properties.setProperty("ApplicationName", name);
    properties.setProperty("connectTimeout", "10");
    properties.setProperty("tcpKeepAlive", "true");
    return Jdbi.create(owner.jdbcUrl(), properties);
  }

  /// Excludes restores as long as the session is open; false when one runs.
  public static boolean tryLockShared(Handle session) {
    return queryBoolean(session, "select pg_try_advisory_lock_shared" + LOCK);
  }

  /// Excludes backups until the transaction ends; false when one is being written.
  public static boolean tryLockExclusive(Handle transaction) {
    return queryBoolean(transaction, "select pg_try_advisory_xact_lock" + LOCK);
  }

  private static boolean queryBoolean(Handle handle, String sql) {
    return handle.createQuery(sql).mapTo(Boolean.class).one();
  }

  /// Removes a transaction's time limits, makes it write values in one format, and rejects a login
  /// that would not see all rows.
  public static void prepare(Handle handle) {
    handle.execute("set local statement_timeout = 0");
    handle.execute("set local idle_in_transaction_session_timeout = 0");
    handle.execute("set local timezone = 'UTC'");
    String foreign = DatabaseTables.findForeign(handle);
    if (foreign != null) {
      throw new StoreException(
          StoreException.Kind.MISCONFIGURED,
          "The login does not own the table %s; set DATABASE_OWNER_URL to the one that does"
              .formatted(foreign));
    }
  }
}
