package dev.candlewick.settings;

import org.jspecify.annotations.Nullable;

/// How to reach a PostgreSQL.
///
/// @param jdbcUrl `jdbc:postgresql://host:port/database?parameters`, without user and password
/// @param password null where the server asks for none
public record DatabaseLogin(String jdbcUrl, String user, @Nullable Secret password) {
  /// Leaves the parameters out: one of them may be a key's password.
  @Override
  public String toString() {
    return "DatabaseLogin[" + user + " at " + jdbcUrl.replaceFirst("\\?.*", "") + "]";
  }
}
