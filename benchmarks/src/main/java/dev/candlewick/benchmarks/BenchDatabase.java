package dev.candlewick.benchmarks;

import dev.candlewick.store.Database;
import dev.candlewick.store.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// A private PostgreSQL in a temporary directory, migrated; deleted with its data when closed.
final class BenchDatabase implements AutoCloseable {
  private final Path home;
  private final EmbeddedPostgres server;
  private final Database.Login login;

  private BenchDatabase(Path home, EmbeddedPostgres server) {
    this.home = home;
    this.server = server;
    this.login = new Database.Login(server.jdbcUrl("candlewick"), server.user(), server.password());
  }

  static BenchDatabase create() throws IOException {
    Path home = Files.createTempDirectory("candlewick-bench");
    BenchDatabase database = new BenchDatabase(home, EmbeddedPostgres.open(home, message -> {}));
    Database.migrate(database.login, database.login);
    return database;
  }

  /// Opens the application's database client with one connection.
  Database open() {
    return open(1);
  }

  Database open(int connections) {
    return Database.open(login, connections, warning -> Report.line("%s", warning));
  }

  static long backend(Database database) {
    return database.transaction(
        "cannot read the backend's process id",
        handle -> handle.createQuery("select pg_backend_pid()").mapTo(Long.class).one());
  }

  /// Opens a connection of the driver, for baselines.
  Connection connect() throws SQLException {
    return DriverManager.getConnection(login.jdbcUrl(), login.user(), login.password());
  }

  static long number(Connection connection, String query) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      row.next();
      return row.getLong(1);
    }
  }

  static void execute(Connection connection, String... commands) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (String command : commands) statement.execute(command);
    }
  }

  String version() throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "select split_part(version(), ',', 1) || ', fsync ' || current_setting('fsync')"
                    + " || ', synchronous_commit ' || current_setting('synchronous_commit')"
                    + " || ', shared_buffers ' || current_setting('shared_buffers')")) {
      row.next();
      return row.getString(1);
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
    List<Path> all;
    try (Stream<Path> tree = Files.walk(home)) {
      all = tree.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : all) Files.deleteIfExists(path);
  }
}
