package dev.candlewick.settings;

import org.jspecify.annotations.Nullable;

/// The address and credentials of a PostgreSQL server.
///
/// @param jdbcUrl `jdbc:postgresql://host:port/database?parameters`, without user and password
/// @param password null when the server requires none
public record DatabaseLogin(String jdbcUrl, String user, @Nullable Secret password) {
  /// Omits the parameters: one of them may be a key's password.
  @Override
  public String toString() {
    return "DatabaseLogin[" + user + " at " + jdbcUrl.replaceFirst("\\?.*", "") + "]";
  }
}
