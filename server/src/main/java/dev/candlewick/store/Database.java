package dev.candlewick.store;

import dev.candlewick.store.Pools.Purpose;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationVersion;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.postgresql.PGConnection;

/// The PostgreSQL database of the application: its pools, its migrations, and transactions that run
/// as the application's role. Failures are thrown as `StoreException`.
public final class Database implements AutoCloseable {
  private static final String APPLICATION = "candlewick_app";
  private static final String ADMINISTRATOR = "candlewick_admin";
  private static final String NO_ACCOUNT = "";

  /// Bound while `/health` reads.
  private static final ScopedValue<Boolean> HEALTH = ScopedValue.newInstance();

  private final Pools pools;
  private final Jdbi writers;
  private final Jdbi readers;
  private final Jdbi health;
  private final boolean appRole;
  private final ChangeFeed changeFeed = new ChangeFeed(this);

  /// The address of a database and the login for it.
  public record Login(String jdbcUrl, String user, String password) {
    @Override
    public String toString() {
      return "Login[" + jdbcUrl.replaceAll("\\?.*", "") + " as " + user + "]";
    }
  }

  /// Opens the pools of a database that was migrated.
  ///
  /// @param connections of requests and jobs; sessions and `/health` have their own
  /// @param warn receives warnings about a degraded setup that does not prevent the start
  public static Database open(Login login, int connections, Consumer<String> warn) {
    return new Database(Pools.open(login, connections), warn);
  }

  private Database(Pools pools, Consumer<String> warn) {
    this.pools = pools;
    this.writers =
        Jdbi.create(pools.get(Purpose.WRITE))
            .setTransactionHandler(new CommitFailureHandler(changeFeed::invalidate));
    this.readers = Jdbi.create(pools.get(Purpose.READ));
    this.health = Jdbi.create(pools.get(Purpose.HEALTH));
    this.appRole = mayActAsApplication();
    if (!appRole) {
      warn.accept(
          "The database login may not use the role candlewick_app (it lacks CREATEROLE, or the grant)."
              + " Row-level security is forced on the login itself.");
    }
  }

  /// Migrates the schema to the latest version; safe for two processes simultaneously. Returns the
  /// number of migrations applied.
  ///
  /// @param owner the login that owns the tables
  /// @param application the login the server works with, if another; it is granted the roles
  public static int migrate(Login owner, Login application) {
    return migrate(owner, application, MigrationVersion.LATEST);
  }

  /// Migrates the schema to a version.
  public static int migrate(Login owner, Login application, MigrationVersion target) {
    try {
      int applied = Schema.flyway(owner, target).migrate().migrationsExecuted;
      if (!owner.user().equals(application.user())) grantRoles(owner, application.user());
      return applied;
    } catch (FlywayException e) {
      throw SqlErrors.translate("cannot migrate the database of " + owner, e);
    }
  }

  private static void grantRoles(Login owner, String application) {
    try {
      Jdbi.create(owner.jdbcUrl(), owner.user(), owner.password())
          .useHandle(handle -> {
            if (hasRoles(handle, application)) return;
            String name = "\"" + application.replace("\"", "\"\"") + "\"";
            handle.execute("GRANT candlewick_app, candlewick_admin TO " + name + " WITH SET TRUE");
          });
    } catch (JdbiException e) {
      throw new StoreException(
          StoreException.Kind.MISCONFIGURED,
          "The login %s lacks the application's roles; run with a login that may grant them: GRANT candlewick_app, candlewick_admin TO %s WITH SET TRUE"
              .formatted(application, application),
          e);
    }
  }

  private static boolean hasRoles(Handle handle, String application) {
    return handle
        .createQuery(
            "select count(*) = 2 from pg_roles where rolname in ('candlewick_app',"
                + " 'candlewick_admin') and pg_has_role(:login, oid, 'SET')")
        .bind("login", application)
        .mapTo(Boolean.class)
        .one();
  }

  /// Runs work in one transaction of the application's role without an account.
  public <T> T transaction(String errorMessage, Function<Handle, T> work) {
    return write(NO_ACCOUNT, errorMessage, work);
  }

  /// Runs work in one transaction under an account: row-level security shows it the rows of that
  /// account and accepts no others.
  public <T> T transaction(long accountId, String errorMessage, Function<Handle, T> work) {
    return write(Long.toString(accountId), errorMessage, work);
  }

  /// Runs a read, which takes no connection from the writers and may not write.
  public <T> T read(String errorMessage, Function<Handle, T> work) {
    return read(APPLICATION, NO_ACCOUNT, errorMessage, work);
  }

  /// Runs a read under an account.
  public <T> T read(long accountId, String errorMessage, Function<Handle, T> work) {
    return read(APPLICATION, Long.toString(accountId), errorMessage, work);
  }

  /// Runs a transaction without a time limit: a repair, or the removal of many rows.
  public <T> T longTransaction(String errorMessage, Function<Handle, T> work) {
    return transaction(
        errorMessage,
        handle -> {
          liftLimits(handle);
          return work.apply(handle);
        });
  }

  /// Removes the time limits for the rest of the transaction; the pool sets the connection's own
  /// limits again.
  private static void liftLimits(Handle handle) {
    handle.execute("set local statement_timeout = 0");
    handle.execute("set local lock_timeout = 0");
    try {
      handle.getConnection().setNetworkTimeout(Runnable::run, 0);
    } catch (SQLException e) {
      throw SqlErrors.translate("cannot lift the limits of a connection", e);
    }
  }

  /// Runs reads on the connections of `/health`, which no other work takes.
  public <T> T onHealthConnection(Supplier<T> reads) {
    return ScopedValue.where(HEALTH, true).call(reads::get);
  }

  /// Runs a transaction that may end an account's credentials, and notifies the listeners of it.
  public <T> T changeCredentials(long accountId, String errorMessage, Function<Handle, T> work) {
    String topic = ChangeFeed.credentialsTopic(accountId);
    T result =
        transaction(
            errorMessage,
            handle -> {
              changeFeed.notifyOnCommit(handle, topic);
              return work.apply(handle);
            });
    changeFeed.publishAfterCommit(topic);
    return result;
  }

  /// Runs a read of an administrator, which sees every account's rows and changes none.
  public <T> T readAsAdministrator(String errorMessage, Function<Handle, T> work) {
    return read(ADMINISTRATOR, NO_ACCOUNT, errorMessage, work);
  }

  private <T> T read(String role, String account, String errorMessage, Function<Handle, T> work) {
    UnitOfWork unit = UnitOfWork.of(this);
    Function<Handle, T> scopedWork = withIdentity(role, account, work);
    try {
      if (unit != null && unit.isBegun()) return unit.runStep(scopedWork);
      return (HEALTH.isBound() ? health : readers).inTransaction(scopedWork::apply);
    } catch (JdbiException e) {
      throw SqlErrors.translate(errorMessage, e);
    }
  }

  private <T> T write(String account, String errorMessage, Function<Handle, T> work) {
    UnitOfWork unit = UnitOfWork.of(this);
    Function<Handle, T> scopedWork = withIdentity(APPLICATION, account, work);
    try {
      return unit == null ? writers.inTransaction(scopedWork::apply) : unit.runStep(scopedWork);
    } catch (JdbiException e) {
      throw SqlErrors.translate(errorMessage, e);
    }
  }

  private <T> Function<Handle, T> withIdentity(
      String role, String account, Function<Handle, T> work) {
    return handle -> {
      setIdentity(handle, role, account);
      return work.apply(handle);
    };
  }

  /// Runs the rest of a transaction under an account.
  void setIdentity(Handle handle, long accountId) {
    setIdentity(handle, APPLICATION, Long.toString(accountId));
  }

  /// Returns a connection of the writers, for a transaction that the caller ends.
  Handle open() {
    return writers.open();
  }

  /// Runs an action after the surrounding unit of work has committed, or immediately when none has
  /// begun.
  void afterCommit(Runnable action) {
    UnitOfWork unit = UnitOfWork.of(this);
    if (unit == null || !unit.isBegun()) action.run();
    else unit.afterCommit(action);
  }

  /// Sets the role and the account. Both settings end with the transaction, so nothing of it is
  /// left on a pooled connection.
  private void setIdentity(Handle handle, String role, String account) {
    String acting = appRole ? "set_config('role', ?, true)" : "?";
    handle.execute(
        "select " + acting + " as acting, set_config('app.account_id', ?, true) as account",
        role,
        account);
  }

  /// Runs work without a result in one transaction without an account.
  public void run(String errorMessage, Consumer<Handle> work) {
    transaction(
        errorMessage,
        handle -> {
          work.accept(handle);
          return Boolean.TRUE;
        });
  }

  /// Runs work in its own transaction, independent of any surrounding unit of work.
  public void runSeparately(String errorMessage, Consumer<Handle> work) {
    try {
      writers.useTransaction(handle -> {
        setIdentity(handle, APPLICATION, NO_ACCOUNT);
        work.accept(handle);
      });
    } catch (JdbiException e) {
      throw SqlErrors.translate(errorMessage, e);
    }
  }

  /// Returns a connection outside of any transaction, for a session lock that lasts as long as a
  /// job. The caller closes it.
  Connection openSession() {
    try {
      return pools.get(Purpose.SESSION).getConnection();
    } catch (SQLException e) {
      throw SqlErrors.translate("cannot open a database session", e);
    }
  }

  /// Returns the database's version, as a check that it responds.
  public String queryVersion() {
    return read(
        "cannot query the database version",
        handle -> handle.createQuery("select version()").mapTo(String.class).one());
  }

  /// Returns the connections in use and their maximum.
  public List<Integer> connectionUsage() {
    return pools.usage();
  }

  /// Returns the feed of changes, for caches of stored data.
  public ChangeFeed changeFeed() {
    return changeFeed;
  }

  @Override
  public void close() {
    changeFeed.close();
    pools.close();
  }

  public static PGConnection pgConnection(Handle handle) {
    try {
      return handle.getConnection().unwrap(PGConnection.class);
    } catch (SQLException e) {
      throw SqlErrors.translate("not a PostgreSQL connection", e);
    }
  }

  private boolean mayActAsApplication() {
    try {
      return writers.withHandle(DatabaseFacts::mayActAsApplication);
    } catch (JdbiException e) {
      pools.close();
      throw SqlErrors.translate("cannot check the application's role", e);
    }
  }
}
