package dev.candlewick.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// The connection pools of one database, one for each kind of work: what waits in one of them takes
/// no connection from another. Each pool bounds how long a caller waits for a connection, how long
/// a statement runs and how long it waits for a lock.
final class Pools implements AutoCloseable {
  private static final Duration ACQUIRE = Duration.ofSeconds(1);
  private static final Duration START = Duration.ofSeconds(10);
  private static final Duration IDLE_IN_TRANSACTION = Duration.ofMinutes(2);

  /// How much longer than a statement the client waits for its answer.
  private static final Duration ANSWER_MARGIN = Duration.ofSeconds(5);

  private static final int SESSIONS = 8;
  private static final int HEALTH = 2;

  /// What a pool is for, with its limits. A statement of a reader waits for a lock only while a
  /// table is locked as a whole.
  enum Purpose {
    READ(Duration.ofSeconds(20), Duration.ofSeconds(1)),
    WRITE(Duration.ofSeconds(20), Duration.ofSeconds(3)),
    /// Sessions that live as long as a job: locks, and listening for changes.
    SESSION(Duration.ZERO, Duration.ofSeconds(3)),
    /// The questions of `/health`.
    HEALTH(Duration.ofSeconds(1), Duration.ofMillis(300));

    private final Duration statement;
    private final Duration lock;

    Purpose(Duration statement, Duration lock) {
      this.statement = statement;
      this.lock = lock;
    }

    private boolean reads() {
      return this == READ || this == HEALTH;
    }
  }

  private final Map<Purpose, HikariDataSource> pools = new EnumMap<>(Purpose.class);

  private Pools() {}

  /// Opens all of them.
  ///
  /// @param connections of requests and jobs, half of them for reading
  static Pools open(Database.Login login, int connections) {
    Pools opened = new Pools();
    try {
      opened.add(login, Purpose.WRITE, Math.max(1, connections / 2));
      opened.add(login, Purpose.READ, Math.max(1, connections - connections / 2));
      opened.add(login, Purpose.SESSION, SESSIONS);
      opened.add(login, Purpose.HEALTH, HEALTH);
      return opened;
    } catch (RuntimeException e) {
      opened.close();
      throw StoreFaults.of("cannot open the database of " + login, e);
    }
  }

  private void add(Database.Login login, Purpose purpose, int most) {
    pools.put(purpose, new HikariDataSource(config(login, purpose, most)));
  }

  private static HikariConfig config(Database.Login login, Purpose purpose, int most) {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(login.jdbcUrl());
    config.setUsername(login.user());
    config.setPassword(login.password());
    config.setMaximumPoolSize(most);
    config.setMinimumIdle(purpose == Purpose.SESSION ? 0 : 1);
    config.setConnectionTimeout(ACQUIRE.toMillis());
    config.setValidationTimeout(Duration.ofSeconds(1).toMillis());
    // The first pool waits for a database that is just starting; the others find it running.
    config.setInitializationFailTimeout(purpose == Purpose.WRITE ? START.toMillis() : -1);
    config.setPoolName("candlewick-" + purpose.name().toLowerCase(Locale.ROOT));
    config.setReadOnly(purpose.reads());
    config.setAutoCommit(true);
    config.setConnectionInitSql(limits(purpose));
    config.addDataSourceProperty("ApplicationName", "candlewick");
    config.addDataSourceProperty("tcpKeepAlive", "true");
    config.addDataSourceProperty("connectTimeout", "5");
    if (!purpose.statement.isZero()) {
      Duration answer = purpose.statement.plus(ANSWER_MARGIN);
      config.addDataSourceProperty("socketTimeout", Long.toString(answer.toSeconds()));
    }
    return config;
  }

  /// In one round trip, by the server's own clock.
  private static String limits(Purpose purpose) {
    return String.join(
        "; ",
        "set timezone = 'UTC'",
        "set statement_timeout = " + purpose.statement.toMillis(),
        "set lock_timeout = " + purpose.lock.toMillis(),
        "set idle_in_transaction_session_timeout = " + IDLE_IN_TRANSACTION.toMillis());
  }

  HikariDataSource of(Purpose purpose) {
    HikariDataSource pool = pools.get(purpose);
    if (pool == null) throw new IllegalStateException("no pool to " + purpose);
    return pool;
  }

  /// Connections of requests and jobs in use, and the most there may be.
  List<Integer> use() {
    int used = 0;
    int most = 0;
    for (HikariDataSource pool : List.of(of(Purpose.READ), of(Purpose.WRITE))) {
      used += pool.getHikariPoolMXBean().getActiveConnections();
      most += pool.getMaximumPoolSize();
    }
    return List.of(used, most);
  }

  @Override
  public void close() {
    pools.values().forEach(HikariDataSource::close);
  }
}
