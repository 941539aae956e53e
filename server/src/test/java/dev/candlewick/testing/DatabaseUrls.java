package dev.candlewick.testing;

import dev.candlewick.store.Database;

/// Database logins in the format of the settings.
public final class DatabaseUrls {
  private DatabaseUrls() {}

  /// Returns `DATABASE_URL` of a login, by way of a port of this machine.
  public static String through(int port, Database.Login login, String parameters) {
    return "postgresql://%s:%s@127.0.0.1:%d/%s?%s"
        .formatted(login.user(), login.password(), port, database(login), parameters);
  }

  /// Returns a login, by way of a port of this machine.
  public static Database.Login login(int port, Database.Login login, String parameters) {
    String url =
        "jdbc:postgresql://127.0.0.1:%d/%s?%s".formatted(port, database(login), parameters);
    return new Database.Login(url, login.user(), login.password());
  }

  private static String database(Database.Login login) {
    return login.jdbcUrl().substring(login.jdbcUrl().lastIndexOf('/') + 1);
  }

  /// Returns the port of a login's server.
  public static int port(Database.Login login) {
    String address = login.jdbcUrl().substring(0, login.jdbcUrl().lastIndexOf('/'));
    return Integer.parseInt(address.substring(address.lastIndexOf(':') + 1));
  }
}
