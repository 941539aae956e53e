package dev.candlewick.store.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.candlewick.store.StoreException;
import dev.candlewick.store.StoreException.Kind;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Proves that an obstacle to a start is worked around, or reported with the path or value and a
/// remedy.
class RefusalTest {
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

  private StoreException refusal() {
    return catchThrowableOfType(StoreException.class, () -> home.open().close());
  }

  @Test
  void refusesDataOfAnotherMajor() throws Exception {
    Files.writeString(home.names().password(), "secret\n");
    Path data = Files.createDirectories(home.names().data());
    Files.writeString(data.resolve("PG_VERSION"), "17\n");
    StoreException refusal = refusal();
    assertThat(refusal.kind()).isEqualTo(Kind.MISCONFIGURED);
    assertThat(refusal)
        .hasMessageContaining("PostgreSQL 17")
        .hasMessageContaining("PostgreSQL 18")
        .hasMessageContaining("candlewick backup");
  }

  @Test
  void refusesANearlyFullDisk() {
    assertThatThrownBy(() -> home.names().requireFreeSpace(Long.MAX_VALUE))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining(home.path.toString())
        .extracting(e -> ((StoreException) e).kind())
        .isEqualTo(Kind.DISK_FULL);
  }

  @Test
  void refusesAHomeThatIsAFile() throws Exception {
    Path file = Files.writeString(directory.resolve("file"), "");
    assertThatThrownBy(() -> EmbeddedPostgres.open(file, home.log::add))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining(file.toString());
  }

  @Test
  void refusesDataOpenToOthersAndAMissingOrForeignPassword() throws Exception {
    home = TestHome.settled(directory);
    Path data = home.names().data();
    Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("rwxr-xr-x"));
    assertThat(refusal()).hasMessageContaining("chmod 700 " + data);
    Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("rwx------"));

    Files.writeString(home.names().password(), "another");
    assertThat(refusal()).hasMessageContaining(home.names().password().toString());
    assertThat(home.isStopped()).isTrue();

    Files.delete(home.names().password());
    assertThat(refusal().kind()).isEqualTo(Kind.MISCONFIGURED);
  }

  @Test
  void showsTheServersMessageWhenItDoesNotStart() throws Exception {
    home = TestHome.settled(directory);
    Path conf = home.names().data().resolve("postgresql.conf");
    Files.writeString(conf, "work_mem = nonsense\n", StandardOpenOption.APPEND);
    assertThat(refusal())
        .hasMessageContaining("invalid value for parameter \"work_mem\"")
        .hasMessageContaining(home.names().log().toString());
  }

  @Test
  void takesAnotherPortWhenItsOwnIsTaken() throws Exception {
    home = TestHome.settled(directory);
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      Ports.remember(home.names().port(), taken.getLocalPort());
      try (EmbeddedPostgres postgres = home.open()) {
        assertThat(postgres.port()).isNotEqualTo(taken.getLocalPort());
        assertThat(TestHome.query(postgres, "SELECT 1")).isEqualTo("1");
      }
    }
  }

  @Test
  void isNotBlockedByAPidFileThatNamesALivingForeignProcess() throws Exception {
    home = TestHome.settled(directory);
    long stranger = ProcessHandle.current().pid();
    List<String> lines =
        List.of(Long.toString(stranger), home.names().data().toString(), "1", "20000", "", "", "");
    Files.write(PidFile.path(home.names().data()), lines);
    try (EmbeddedPostgres postgres = home.open()) {
      assertThat(postgres.pid()).isNotEqualTo(stranger);
      assertThat(home.log).anyMatch(line -> line.contains("not stopped properly"));
    }
  }

  @Test
  void isNotBlockedByAPidFileOfADeadServerOrAnIncompleteOne() throws Exception {
    home = TestHome.settled(directory);
    for (String content : List.of("2147483646\n/x\n1\n20000\n\n\n\n", "")) {
      Files.writeString(PidFile.path(home.names().data()), content);
      try (EmbeddedPostgres postgres = home.open()) {
        assertThat(postgres.isAlive()).isTrue();
      }
    }
  }

  @Test
  void refusesADirectoryThatIsNoDatabase() throws Exception {
    Files.writeString(home.names().password(), "secret\n");
    Path data = Files.createDirectories(home.names().data());
    Files.writeString(data.resolve("notes.txt"), "mine");
    assertThat(refusal()).hasMessageContaining(data + " has files but no database");
  }
}
