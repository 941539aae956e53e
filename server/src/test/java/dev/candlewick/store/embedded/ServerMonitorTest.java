package dev.candlewick.store.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Proves that a server that dies is restarted on the same port, with all that was committed.
class ServerMonitorTest {
  @TempDir private Path directory;
  private TestHome home;

  @BeforeEach
  void prepare() throws IOException {
    home = TestHome.settled(directory);
  }

  @AfterEach
  void leaveNothingRunning() throws IOException {
    home.close();
  }

  @Test
  void restartsAKilledServerOnTheSamePortWithEveryCommittedRow() throws Exception {
    try (EmbeddedPostgres postgres = home.open()) {
      TestHome.run(postgres, "CREATE TABLE sample AS SELECT generate_series(1, 1000) AS n");
      int port = postgres.port();
      long killed = postgres.pid();
      TestHome.kill(killed);
      TestHome.await(() -> postgres.pid() != killed && postgres.isAlive());
      assertThat(postgres.port()).isEqualTo(port);
      assertThat(TestHome.query(postgres, "SELECT count(*) FROM sample")).isEqualTo("1000");
      assertThat(home.log).contains("The database is running again");
    }
    assertThat(home.isStopped()).isTrue();
  }

  @Test
  void waitsForABackendThatOutlivesItsServer() throws Exception {
    try (EmbeddedPostgres postgres = home.open();
        Connection connection = TestHome.connect(postgres, postgres.password());
        Statement busy = connection.createStatement()) {
      Thread worker = Thread.ofVirtual().start(() -> spin(busy));
      TestHome.await(() -> isBusy(postgres));
      long killed = postgres.pid();
      TestHome.kill(killed);
      TestHome.await(() -> postgres.pid() != killed && postgres.isAlive());
      assertThat(home.log).anyMatch(line -> line.contains("still use the database's memory"));
      worker.join();
    }
  }

  /// Computes without checking for its postmaster.
  private static void spin(Statement statement) {
    try {
      statement.execute(
          "DO $$ BEGIN WHILE clock_timestamp() < now() + interval '2 seconds' LOOP END LOOP; END $$");
    } catch (SQLException e) {
      // Its server was killed; how the connection ends does not matter here.
      assertThat(e.getSQLState()).isNotNull();
    }
  }

  private static boolean isBusy(EmbeddedPostgres postgres) {
    try {
      return TestHome.query(
              postgres,
              "SELECT count(*) FROM pg_stat_activity WHERE state = 'active' AND query LIKE 'DO%'")
          .equals("1");
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void triesAgainAfterARestartThatFailed() throws Exception {
    AtomicInteger restarts = new AtomicInteger();
    List<String> log = new CopyOnWriteArrayList<>();
    Runnable restart =
        () -> {
          if (restarts.incrementAndGet() == 1) {
            throw new IllegalStateException("no luck");
          }
        };
    try (ServerMonitor watch = new ServerMonitor(() -> restarts.get() > 1, restart, log::add)) {
      watch.start();
      TestHome.await(() -> restarts.get() > 1);
    }
    assertThat(log)
        .anyMatch(line -> line.contains("no luck"))
        .contains("The database is running again");
  }
}
