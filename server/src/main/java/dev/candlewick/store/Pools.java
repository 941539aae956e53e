package dev.candlewick.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// The connection pools of one database, one for each kind of work: a wait in one of them takes no
/// connection from another. Each pool limits how long a caller waits for a connection, how long a
/// statement runs and how long it waits for a lock.
final class Pools implements AutoCloseable {
  private static final Duration ACQUIRE_TIMEOUT = Duration.ofSeconds(1);
  private static final Duration START_TIMEOUT = Duration.ofSeconds(10);
  private static final Duration IDLE_IN_TRANSACTION_TIMEOUT = Duration.ofMinutes(2);

  /// How much longer than the statement timeout the client waits for the response.
  private static final Duration RESPONSE_MARGIN = Duration.ofSeconds(5);

  private static final int SESSION_CONNECTIONS = 8;
  private static final int HEALTH_CONNECTIONS = 2;

  /// The purpose of a pool, with its limits. A statement of a reader waits for a lock only while a
  /// table is locked as a whole.
  enum Purpose {
    READ(Duration.ofSeconds(20), Duration.ofSeconds(1)),
    WRITE(Duration.ofSeconds(20), Duration.ofSeconds(3)),
    /// Sessions that last as long as a job: locks, and listening for changes.
    SESSION(Duration.ZERO, Duration.ofSeconds(3)),
    /// The reads of `/health`.
    HEALTH(Duration.ofSeconds(1), Duration.ofMillis(300));

    private final Duration statementTimeout;
    private final Duration lockTimeout;

    Purpose(Duration statementTimeout, Duration lockTimeout) {
      this.statementTimeout = statementTimeout;
      this.lockTimeout = lockTimeout;
    }

    private boolean isReadOnly() {
      return this == READ || this == HEALTH;
    }
  }

  private final Map<Purpose, HikariDataSource> pools = new EnumMap<>(Purpose.class);

  private Pools() {}

  /// Opens all pools.
  ///
  /// @param connections of requests and jobs, half of them for reading
  static Pools open(Database.Login login, int connections) {
    Pools opened = new Pools();
    try {
      opened.add(login, Purpose.WRITE, Math.max(1, connections / 2));
      opened.add(login, Purpose.READ, Math.max(1, connections - connections / 2));
      opened.add(login, Purpose.SESSION, SESSION_CONNECTIONS);
      opened.add(login, Purpose.HEALTH, HEALTH_CONNECTIONS);
      return opened;
    } catch (RuntimeException e) {
      opened.close();
      throw SqlErrors.translate("cannot open the database of " + login, e);
    }
  }

  private void add(Database.Login login, Purpose purpose, int max) {
    pools.put(purpose, new HikariDataSource(config(login, purpose, max)));
  }

  private static HikariConfig config(Database.Login login, Purpose purpose, int max) {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(login.jdbcUrl());
    config.setUsername(login.user());
    config.setPassword(login.password());
    config.setMaximumPoolSize(max);
    config.setMinimumIdle(purpose == Purpose.SESSION ? 0 : 1);
    config.setConnectionTimeout(ACQUIRE_TIMEOUT.toMillis());
    config.setValidationTimeout(Duration.ofSeconds(1).toMillis());
    // The first pool waits for a database that is just starting; the others find it running.
    config.setInitializationFailTimeout(purpose == Purpose.WRITE ? START_TIMEOUT.toMillis() : -1);
    config.setPoolName("candlewick-" + purpose.name().toLowerCase(Locale.ROOT));
    config.setReadOnly(purpose.isReadOnly());
    config.setAutoCommit(true);
    config.setConnectionInitSql(limitsSql(purpose));
    config.addDataSourceProperty("ApplicationName", "candlewick");
    config.addDataSourceProperty("tcpKeepAlive", "true");
    config.addDataSourceProperty("connectTimeout", "5");
    if (!purpose.statementTimeout.isZero()) {
      Duration socketTimeout = purpose.statementTimeout.plus(RESPONSE_MARGIN);
      config.addDataSourceProperty("socketTimeout", Long.toString(socketTimeout.toSeconds()));
    }
    return config;
  }

  /// Sets all limits in one round trip; the server's clock measures them.
  private static String limitsSql(Purpose purpose) {
    return String.join(
        "; ",
        "set timezone = 'UTC'",
        "set statement_timeout = " + purpose.statementTimeout.toMillis(),
        "set lock_timeout = " + purpose.lockTimeout.toMillis(),
        "set idle_in_transaction_session_timeout = " + IDLE_IN_TRANSACTION_TIMEOUT.toMillis());
  }

  HikariDataSource get(Purpose purpose) {
    HikariDataSource pool = pools.get(purpose);
    if (pool == null) throw new IllegalStateException("no connection pool for " + purpose);
    return pool;
  }

  /// Returns the connections of requests and jobs in use, and their maximum.
  List<Integer> usage() {
    int used = 0;
    int max = 0;
    for (HikariDataSource pool : List.of(get(Purpose.READ), get(Purpose.WRITE))) {
      used += pool.getHikariPoolMXBean().getActiveConnections();
      max += pool.getMaximumPoolSize();
    }
    return List.of(used, max);
  }

  @Override
  public void close() {
    pools.values().forEach(HikariDataSource::close);
  }
}
