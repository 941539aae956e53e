package dev.candlewick.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/// A lock that one process of a database owns: for a job, or for following series. PostgreSQL
/// releases it when the process, or its connection, dies.
public final class SessionLock implements AutoCloseable {
  private final Connection session;
  private final String name;

  private SessionLock(Connection session, String name) {
    this.session = session;
    this.name = name;
  }

  /// Takes the lock, or nothing when another session has it.
  public static Optional<SessionLock> take(Database database, AdvisoryLock lock, int key) {
    String name = lock + " " + key;
    Connection session = database.openSession();
    boolean taken = false;
    try {
      taken = tryLock(session, "select pg_try_advisory_lock(?, ?)", lock.number(), key);
      return taken ? Optional.of(new SessionLock(session, name)) : Optional.empty();
    } catch (SQLException e) {
      throw SqlErrors.translate("cannot take the lock " + name, e);
    } finally {
      if (!taken) close(session, name);
    }
  }

  /// Returns whether the session that owns the lock is still valid.
  public boolean isHeld() {
    try {
      return session.isValid(2);
    } catch (SQLException e) {
      throw SqlErrors.translate("cannot check the lock " + name, e);
    }
  }

  /// Releases the lock. The lock of a session that died is released already.
  @Override
  public void close() {
    try {
      if (session.isValid(2)) {
        try (PreparedStatement unlock =
            session.prepareStatement("select pg_advisory_unlock_all()")) {
          unlock.execute();
        }
      }
    } catch (SQLException e) {
      throw SqlErrors.translate("cannot release the lock " + name, e);
    } finally {
      close(session, name);
    }
  }

  private static boolean tryLock(Connection session, String sql, int lockClass, int key)
      throws SQLException {
    try (PreparedStatement lock = session.prepareStatement(sql)) {
      lock.setInt(1, lockClass);
      lock.setInt(2, key);
      try (ResultSet result = lock.executeQuery()) {
        return result.next() && result.getBoolean(1);
      }
    }
  }

  private static void close(Connection session, String name) {
    try {
      session.close();
    } catch (SQLException e) {
      throw SqlErrors.translate("cannot close the session of the lock " + name, e);
    }
  }
}
