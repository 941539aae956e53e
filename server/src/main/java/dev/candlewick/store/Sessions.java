package dev.candlewick.store;

import java.sql.Connection;
import java.sql.SQLException;

/// Connections that are taken out of a transaction's bounds.
final class Sessions {
  private Sessions() {}

  static void close(Connection session) {
    try {
      session.close();
    } catch (SQLException e) {
      throw StoreFaults.of("cannot give a database session back", e);
    }
  }
}
