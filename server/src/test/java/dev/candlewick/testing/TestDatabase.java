package dev.candlewick.testing;

import dev.candlewick.store.Database;
import dev.candlewick.store.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Comparator;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/// A real PostgreSQL for tests: one cluster per run, and a database for each class, copied from a
/// migrated template.
public final class TestDatabase {
  private static final AtomicInteger NUMBER = new AtomicInteger();
  private static final EmbeddedPostgres CLUSTER = start();

  private TestDatabase() {}

  /// Opens a new, migrated database.
  public static Database create() {
    return Database.open(login(), 8, System.err::println);
  }

  /// Returns the login of a new, migrated database.
  public static Database.Login login() {
    String name = "test_" + NUMBER.incrementAndGet();
    try {
      admin("CREATE DATABASE " + name + " TEMPLATE template_candlewick");
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    return login(name);
  }

  /// Ends the sessions of a database that a condition on `pg_stat_activity` names, as a failure of
  /// their connection does, and returns when they have ended.
  public static void endSessions(Database.Login login, String condition) {
    try (Connection connection =
            DriverManager.getConnection(login.jdbcUrl(), login.user(), login.password());
        Statement statement = connection.createStatement()) {
      statement.execute(
          "select pg_terminate_backend(pid, 10000) from pg_stat_activity"
              + " where datname = current_database() and pid <> pg_backend_pid() and "
              + condition);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Database.Login login(String database) {
    return new Database.Login(CLUSTER.jdbcUrl(database), CLUSTER.user(), CLUSTER.password());
  }

  private static EmbeddedPostgres start() {
    try {
      Path home = Files.createTempDirectory("candlewick-test");
      EmbeddedPostgres cluster = EmbeddedPostgres.open(home, System.err::println);
      Runtime.getRuntime()
          .addShutdownHook(
              new Thread(() -> {
                cluster.close();
                delete(home);
              }));
      try (Connection connection =
              DriverManager.getConnection(
                  cluster.jdbcUrl("candlewick"), cluster.user(), cluster.password());
          Statement statement = connection.createStatement()) {
        // The data of a test need not survive a crash of the machine.
        statement.execute("ALTER SYSTEM SET fsync = off");
        statement.execute("SELECT pg_reload_conf()");
        statement.execute("CREATE DATABASE template_candlewick");
      }
      Database.Login template =
          new Database.Login(
              cluster.jdbcUrl("template_candlewick"), cluster.user(), cluster.password());
      Database.migrate(template, template);
      return cluster;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void admin(String sql) throws SQLException {
    try (Connection connection =
            DriverManager.getConnection(
                CLUSTER.jdbcUrl("candlewick"), CLUSTER.user(), CLUSTER.password());
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static void delete(Path folder) {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) Files.deleteIfExists(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
