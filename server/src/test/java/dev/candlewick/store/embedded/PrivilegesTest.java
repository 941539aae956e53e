package dev.candlewick.store.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.candlewick.store.StoreException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Proves that PostgreSQL runs under a user that it accepts, whatever the user of this process.
class PrivilegesTest {
  @TempDir private Path directory;

  @Test
  void runsPlainlyAsAUserAndAsTheOwnerOfTheDataAsRoot() throws Exception {
    Home plain = Home.prepare(directory.resolve("plain"));
    int us = Privileges.owner(plain.root());
    if (us != 0) {
      assertThat(Privileges.detect(plain, Platform.current()).uid()).isEqualTo(us);
      return;
    }
    try (TestHome home = TestHome.in(directory)) {
      Privileges.forUser(65534).changeOwner(home.path);
      assertThatThrownBy(() -> Privileges.detect(home.names(), Platform.current()))
          .isInstanceOf(StoreException.class)
          .hasMessageContaining("user 65534 cannot reach " + home.path);
      letOthersThrough(directory);
      letOthersThrough(home.path.resolve("postgres").toRealPath());
      try (EmbeddedPostgres postgres = home.open()) {
        assertThat(TestHome.query(postgres, "SELECT 1")).isEqualTo("1");
        assertThat(Privileges.owner(home.names().data())).isEqualTo(65534);
      }
      assertThat(home.isStopped()).isTrue();
    }
  }

  private static void letOthersThrough(Path directory) throws Exception {
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
  }
}
