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

/// The one PostgreSQL behind everything: its pool, its migrations, and transactions that run as the
/// application's role. Faults come out as `StoreException`.
public final class Database implements AutoCloseable {
  private static final String APPLICATION = "candlewick_app";
  private static final String ADMINISTRATOR = "candlewick_admin";
  private static final String NO_ACCOUNT = "";

  /// Bound while `/health` asks.
  private static final ScopedValue<Boolean> HEALTH = ScopedValue.newInstance();

  private final Pools pools;
  private final Jdbi writers;
  private final Jdbi readers;
  private final Jdbi health;
  private final boolean appRole;
  private final ChangeFeed changeFeed = new ChangeFeed(this);

  /// Where a database is and who knocks.
  public record Login(String jdbcUrl, String user, String password) {
    @Override
    public String toString() {
      return "Login[" + jdbcUrl.replaceAll("\\?.*", "") + " as " + user + "]";
    }
  }

  /// Opens the pools of a database that was migrated.
  ///
  /// @param connections of requests and jobs; sessions and `/health` have their own
  /// @param warn hears what does not work as it should but does not stop us
  public static Database open(Login login, int connections, Consumer<String> warn) {
    return new Database(Pools.open(login, connections), warn);
  }

  private Database(Pools pools, Consumer<String> warn) {
    this.pools = pools;
    this.writers =
        Jdbi.create(pools.get(Purpose.WRITE)).setTransactionHandler(new CommitFailureHandler());
    this.readers = Jdbi.create(pools.get(Purpose.READ));
    this.health = Jdbi.create(pools.get(Purpose.HEALTH));
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
          "The login %s must be let into the roles of the application by somebody who may: GRANT candlewick_app, candlewick_admin TO %s WITH SET TRUE"
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

  /// Runs work in one transaction of the application's role, which speaks for no account.
  public <T> T transaction(String errorMessage, Function<Handle, T> work) {
    return write(NO_ACCOUNT, errorMessage, work);
  }

  /// Runs work in one transaction that speaks for an account: row-level security shows it the rows
  /// of that account and takes no other.
  public <T> T transaction(long accountId, String errorMessage, Function<Handle, T> work) {
    return write(Long.toString(accountId), errorMessage, work);
  }

  /// Runs a read, which takes no connection from the writers and may not write.
  public <T> T read(String errorMessage, Function<Handle, T> work) {
    return read(APPLICATION, NO_ACCOUNT, errorMessage, work);
  }

  /// The same of an account's rows.
  public <T> T read(long accountId, String errorMessage, Function<Handle, T> work) {
    return read(APPLICATION, Long.toString(accountId), errorMessage, work);
  }

  /// Runs a transaction that may take as long as it needs: a repair, or the removal of many rows.
  public <T> T longTransaction(String errorMessage, Function<Handle, T> work) {
    return transaction(
        errorMessage,
        handle -> {
          liftLimits(handle);
          return work.apply(handle);
        });
  }

  /// For the rest of the transaction; the pool sets the connection's own limit again.
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

  /// The same of a change that may end an account's credentials: who listens hears of it.
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

  /// Runs a read of the administrator's, who sees every account's rows and changes none.
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

  /// Makes the rest of a transaction speak for an account.
  void setIdentity(Handle handle, long accountId) {
    setIdentity(handle, APPLICATION, Long.toString(accountId));
  }

  /// A connection of the writers, for a transaction that the caller ends.
  Handle open() {
    return writers.open();
  }

  /// Runs when the transaction around it has committed; at once when there is none.
  void afterCommit(Runnable action) {
    UnitOfWork unit = UnitOfWork.of(this);
    if (unit == null || !unit.isBegun()) action.run();
    else unit.afterCommit(action);
  }

  /// Both settings end with the transaction, so nothing of it is left on a pooled connection.
  private void setIdentity(Handle handle, String role, String account) {
    String acting = appRole ? "set_config('role', ?, true)" : "?";
    handle.execute(
        "select " + acting + " as acting, set_config('app.account_id', ?, true) as account",
        role,
        account);
  }

  /// The same without an answer.
  public void run(String errorMessage, Consumer<Handle> work) {
    transaction(
        errorMessage,
        handle -> {
          work.accept(handle);
          return Boolean.TRUE;
        });
  }

  /// The same in a transaction of its own, whatever unit of work is around it.
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

  /// A connection that is no transaction's, for a session lock that lives as long as a job. The
  /// caller closes it.
  Connection openSession() {
    try {
      return pools.get(Purpose.SESSION).getConnection();
    } catch (SQLException e) {
      throw SqlErrors.translate("cannot take a database session", e);
    }
  }

  /// Asks the database a question, to see whether it answers.
  public String queryVersion() {
    return read(
        "cannot ask the database for its version",
        handle -> handle.createQuery("select version()").mapTo(String.class).one());
  }

  /// Connections in use and the most there may be.
  public List<Integer> connectionUsage() {
    return pools.usage();
  }

  /// What others keep in memory hears here of what changes.
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
      throw SqlErrors.translate("cannot ask for the application's role", e);
    }
  }
}
