package dev.candlewick.store.embedded;

import dev.candlewick.store.StoreException;
import dev.candlewick.store.StoreException.Kind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import java.util.ServiceLoader;

/// The connection data of a running server: its port and the password.
record Access(int port, String password) {
  static final String HOST = "127.0.0.1";
  static final String USER = "candlewick";
  static final String DATABASE = "candlewick";
  private static final String MAINTENANCE_DATABASE = "postgres";

  /// Which server responds at the port.
  public enum ProbeResult {
    OURS,
    ANOTHER_CLUSTER,
    WRONG_PASSWORD,
    NONE
  }

  static String url(int port, String database) {
    return "jdbc:postgresql://" + HOST + ":" + port + "/" + database;
  }

  ProbeResult probe(Path data) {
    try (Connection connection = connect(MAINTENANCE_DATABASE);
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SHOW data_directory")) {
      return row.next() && isSameDirectory(data, row.getString(1))
          ? ProbeResult.OURS
          : ProbeResult.ANOTHER_CLUSTER;
    } catch (SQLException e) {
      return isAuthenticationFailure(e) ? ProbeResult.WRONG_PASSWORD : ProbeResult.NONE;
    }
  }

  private static boolean isSameDirectory(Path data, String directory) {
    Path other = Path.of(directory);
    return IoErrors.call(
        "comparing " + data + " with " + other,
        () -> Files.exists(other) && Files.isSameFile(data, other));
  }

  private static boolean isAuthenticationFailure(SQLException e) {
    String state = e.getSQLState();
    return state != null && state.startsWith("28");
  }

  /// Opens a connection by this class's own class loader: DriverManager does not see the driver
  /// under every class loader.
  private Connection connect(String database) throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("user", USER);
    properties.setProperty("password", password);
    properties.setProperty("connectTimeout", "2");
    properties.setProperty("socketTimeout", "30");
    String url = url(port, database);
    for (Driver driver : ServiceLoader.load(Driver.class, Access.class.getClassLoader())) {
      Connection connection = driver.connect(url, properties);
      if (connection != null) {
        return connection;
      }
    }
    throw new SQLException("no driver on the class path accepts " + url);
  }

  void createDatabase(Path passwordFile) {
    try (Connection connection = connect(MAINTENANCE_DATABASE);
        Statement statement = connection.createStatement()) {
      if (!hasDatabase(statement)) {
        statement.execute("CREATE DATABASE " + DATABASE);
      }
    } catch (SQLException e) {
      throw isAuthenticationFailure(e) ? wrongPassword(passwordFile) : toStoreException(e);
    }
  }

  private static boolean hasDatabase(Statement statement) throws SQLException {
    String query = "SELECT 1 FROM pg_database WHERE datname = '" + DATABASE + "'";
    try (ResultSet row = statement.executeQuery(query)) {
      return row.next();
    }
  }

  private StoreException toStoreException(SQLException e) {
    Kind kind =
        IoErrors.isDiskFull(String.valueOf(e.getMessage())) ? Kind.DISK_FULL : Kind.UNAVAILABLE;
    return new StoreException(
        kind,
        "The database at " + url(port, MAINTENANCE_DATABASE) + " failed: " + e.getMessage(),
        e);
  }

  StoreException wrongPassword(Path passwordFile) {
    return IoErrors.misconfigured(
        "The database on port %d rejects the password in %s. Restore the file that belongs to it."
            .formatted(port, passwordFile));
  }
}
