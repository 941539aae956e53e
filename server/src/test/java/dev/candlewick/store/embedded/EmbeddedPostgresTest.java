package dev.candlewick.store.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Proves that one process gets a safe, lasting database from an empty directory.
class EmbeddedPostgresTest {
  @TempDir private Path directory;
  private TestHome home;

  @BeforeEach
  void prepare() throws IOException {
    home = TestHome.in(directory);
  }

  @AfterEach
  void leaveNothingRunning() throws IOException {
    home.close();
  }

  @Test
  void keepsDataAndPortBetweenTwoRuns() throws Exception {
    int port;
    try (EmbeddedPostgres first = home.open()) {
      TestHome.run(first, "CREATE TABLE sample AS SELECT 42 AS n");
      port = first.port();
    }
    assertThat(home.isStopped()).isTrue();
    try (EmbeddedPostgres second = home.open()) {
      assertThat(TestHome.query(second, "SELECT n FROM sample")).isEqualTo("42");
      assertThat(second.port()).isEqualTo(port);
      assertThat(second.isAlive()).isTrue();
    }
  }

  @Test
  void isSafeAndSettledFromTheFirstStart() throws Exception {
    try (EmbeddedPostgres postgres = home.open()) {
      assertSetting(postgres, "fsync", "on");
      assertSetting(postgres, "data_checksums", "on");
      assertSetting(postgres, "listen_addresses", "127.0.0.1");
      assertSetting(postgres, "unix_socket_directories", "");
      assertSetting(postgres, "max_wal_size", "2GB");
      assertSetting(postgres, "log_timezone", "UTC");
      assertSetting(postgres, "jit", "off");
      assertSetting(postgres, "server_encoding", "UTF8");
      assertThat(TestHome.query(postgres, "SHOW wal_compression")).isIn("lz4", "pglz");
      assertThatThrownBy(() -> TestHome.connect(postgres, "wrong"))
          .isInstanceOf(SQLException.class)
          .hasMessageContaining("password authentication failed");
      assertThat(
              TestHome.query(
                  postgres,
                  "SELECT count(*) FROM pg_hba_file_rules WHERE auth_method <> 'scram-sha-256'"))
          .isEqualTo("0");
      assertThat(rights(home.names().password())).isEqualTo("rw-------");
      assertThat(rights(home.path)).isEqualTo("rwx------");
      assertOwnSession(postgres);
    }
  }

  private static void assertSetting(EmbeddedPostgres postgres, String name, String value)
      throws SQLException {
    assertThat(TestHome.query(postgres, "SHOW " + name)).as(name).isEqualTo(value);
  }

  /// Ctrl-C goes to every process of the terminal's session.
  private static void assertOwnSession(EmbeddedPostgres postgres) throws IOException {
    Path stat = Path.of("/proc", Long.toString(postgres.pid()), "stat");
    if (Files.exists(stat)) {
      String[] fields = Files.readString(stat).replaceFirst(".*\\) ", "").split(" ", -1);
      assertThat(fields[3]).as("session").isEqualTo(Long.toString(postgres.pid()));
    }
  }

  private static String rights(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }

  @Test
  void isSharedByTwoInOneProcessUntilTheLastOneCloses() throws Exception {
    EmbeddedPostgres first = home.open();
    try (EmbeddedPostgres second = home.open()) {
      assertThat(second.pid()).isEqualTo(first.pid());
      first.close();
      first.close();
      assertThat(TestHome.query(second, "SELECT 1")).isEqualTo("1");
    }
    assertThat(home.isStopped()).isTrue();
  }

  @Test
  void stopsTheServerFromAnInterruptedThreadToo() throws Exception {
    EmbeddedPostgres postgres = home.open();
    Thread.currentThread().interrupt();
    postgres.close();
    assertThat(Thread.interrupted()).isTrue();
    assertThat(home.isStopped()).isTrue();
  }

  @Test
  void letsAnOperatorOverrideASetting() throws Exception {
    try (EmbeddedPostgres postgres = home.open()) {
      TestHome.run(postgres, "ALTER SYSTEM SET max_connections = 30");
    }
    try (EmbeddedPostgres postgres = home.open()) {
      assertSetting(postgres, "max_connections", "30");
    }
  }

  @Test
  void beginsAfreshAfterAFirstStartThatWasCutOff() throws Exception {
    Path half = Files.createDirectories(home.path.resolve("data.initdb-1"));
    Files.writeString(half.resolve("PG_VERSION"), "18\n");
    Files.createDirectories(home.names().data());
    try (EmbeddedPostgres postgres = home.open()) {
      assertThat(TestHome.query(postgres, "SELECT 1")).isEqualTo("1");
      assertThat(half).doesNotExist();
    }
  }
}
