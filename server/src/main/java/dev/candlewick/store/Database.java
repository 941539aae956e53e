package dev.candlewick.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationVersion;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.postgresql.PGConnection;

/// The one PostgreSQL behind everything: its pool, its migrations, and transactions that run as the
/// application's role. Faults come out as `StoreException`.
public final class Database implements AutoCloseable {
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
  private static final String APPLICATION = "candlewick_app";
  private static final String ADMINISTRATOR = "candlewick_admin";
  private static final String NO_ACCOUNT = "";

  private final HikariDataSource pool;
  private final Jdbi jdbi;
  private final boolean appRole;
  private final ChangeFeed changes = new ChangeFeed(this);

  /// Where a database is and who knocks.
  public record Login(String jdbcUrl, String user, String password) {
    @Override
    public String toString() {
      return "Login[" + jdbcUrl.replaceAll("\\?.*", "") + " as " + user + "]";
    }
  }

  /// Opens the pool of a database that was migrated.
  ///
  /// @param warn hears what does not work as it should but does not stop us
  public static Database open(Login login, int connections, Consumer<String> warn) {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(login.jdbcUrl());
    config.setUsername(login.user());
    config.setPassword(login.password());
    config.setMaximumPoolSize(connections);
    config.setMinimumIdle(1);
    config.setConnectionTimeout(CONNECT_TIMEOUT.toMillis());
    config.setInitializationFailTimeout(CONNECT_TIMEOUT.toMillis());
    config.setPoolName("candlewick");
    config.addDataSourceProperty("ApplicationName", "candlewick");
    config.addDataSourceProperty("tcpKeepAlive", "true");
    config.addDataSourceProperty("connectTimeout", "5");
    config.setAutoCommit(true);
    HikariDataSource pool;
    try {
      pool = new HikariDataSource(config);
    } catch (RuntimeException e) {
      throw StoreFaults.of("cannot open the database of " + login, e);
    }
    return new Database(pool, warn);
  }

  private Database(HikariDataSource pool, Consumer<String> warn) {
    this.pool = pool;
    this.jdbi = Jdbi.create(pool);
    this.appRole = mayActAsApplication();
    if (!appRole) {
      warn.accept(
          "The database login may not use the role candlewick_app (it lacks CREATEROLE, or the grant)."
              + " Row-level security is forced on the login itself.");
    }
  }

  /// Brings the schema up to date; safe for two at once.
  ///
  /// @param owner the login that owns the tables
  /// @param application the login the server works with, if another; it is let into the role
  public static int migrate(Login owner, Login application) {
    return migrate(owner, application, MigrationVersion.LATEST);
  }

  /// The same up to a version.
  static int migrate(Login owner, Login application, MigrationVersion target) {
    try {
      int applied = Schema.flyway(owner, target).migrate().migrationsExecuted;
      if (!owner.user().equals(application.user())) admit(owner, application.user());
      return applied;
    } catch (FlywayException e) {
      throw StoreFaults.of("cannot migrate the database of " + owner, e);
    }
  }

  private static void admit(Login owner, String application) {
    try {
      Jdbi.create(owner.jdbcUrl(), owner.user(), owner.password())
          .useHandle(handle -> {
            if (admitted(handle, application)) return;
            String name = "\"" + application.replace("\"", "\"\"") + "\"";
            handle.execute("GRANT candlewick_app, candlewick_admin TO " + name + " WITH SET TRUE");
          });
    } catch (JdbiException e) {
      throw new StoreException(
          StoreException.Kind.MISCONFIGURED,
          "The login %s must be let into the roles of the application by somebody who may: GRANT candlewick_app, candlewick_admin TO %s WITH SET TRUE"
              .formatted(application, application),
          e);
    }
  }

  private static boolean admitted(Handle handle, String application) {
    return handle
        .createQuery(
            "select count(*) = 2 from pg_roles where rolname in ('candlewick_app',"
                + " 'candlewick_admin') and pg_has_role(:login, oid, 'SET')")
        .bind("login", application)
        .mapTo(Boolean.class)
        .one();
  }

  /// Runs work in one transaction of the application's role, which speaks for no account.
  public <T> T transaction(String what, Function<Handle, T> work) {
    return as(APPLICATION, NO_ACCOUNT, what, work);
  }

  /// Runs work in one transaction that speaks for an account: row-level security shows it the rows
  /// of that account and takes no other.
  public <T> T transaction(long accountId, String what, Function<Handle, T> work) {
    return as(APPLICATION, Long.toString(accountId), what, work);
  }

  /// The same of a change that may end an account's credentials: who listens hears of it.
  <T> T endingCredentials(long accountId, String what, Function<Handle, T> work) {
    String topic = ChangeFeed.credentials(accountId);
    T answer =
        transaction(
            what,
            handle -> {
              changes.announce(handle, topic);
              return work.apply(handle);
            });
    changes.committed(topic);
    return answer;
  }

  /// Runs a read of the administrator's, who sees every account's rows and changes none.
  <T> T administrator(String what, Function<Handle, T> work) {
    return as(ADMINISTRATOR, NO_ACCOUNT, what, work);
  }

  private <T> T as(String role, String account, String what, Function<Handle, T> work) {
    try {
      return jdbi.inTransaction(handle -> {
        claim(handle, role, account);
        return work.apply(handle);
      });
    } catch (JdbiException e) {
      throw StoreFaults.of(what, e);
    }
  }

  /// Both settings end with the transaction, so nothing of it is left on a pooled connection.
  private void claim(Handle handle, String role, String account) {
    String acting = appRole ? "set_config('role', ?, true)" : "?";
    handle.execute(
        "select " + acting + " as acting, set_config('app.account_id', ?, true) as account",
        role,
        account);
  }

  /// The same without an answer.
  public void run(String what, Consumer<Handle> work) {
    transaction(
        what,
        handle -> {
          work.accept(handle);
          return Boolean.TRUE;
        });
  }

  /// A connection that is no transaction's, for a session lock that lives as long as a job. The
  /// caller closes it.
  Connection session() {
    try {
      return pool.getConnection();
    } catch (SQLException e) {
      throw StoreFaults.of("cannot take a database session", e);
    }
  }

  /// Asks the database a question, to see whether it answers.
  public String version() {
    return transaction(
        "cannot ask the database for its version",
        handle -> handle.createQuery("select version()").mapTo(String.class).one());
  }

  /// Connections in use and the most there may be.
  public List<Integer> connections() {
    return List.of(pool.getHikariPoolMXBean().getActiveConnections(), pool.getMaximumPoolSize());
  }

  /// What others keep in memory hears here of what changes.
  public ChangeFeed changes() {
    return changes;
  }

  @Override
  public void close() {
    changes.close();
    pool.close();
  }

  static PGConnection postgres(Handle handle) {
    try {
      return handle.getConnection().unwrap(PGConnection.class);
    } catch (SQLException e) {
      throw StoreFaults.of("not a PostgreSQL connection", e);
    }
  }

  private boolean mayActAsApplication() {
    try {
      return jdbi.withHandle(DatabaseFacts::mayActAsApplication);
    } catch (JdbiException e) {
      pool.close();
      throw StoreFaults.of("cannot ask for the application's role", e);
    }
  }
}
