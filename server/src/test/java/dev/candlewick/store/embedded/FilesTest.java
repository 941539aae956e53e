package dev.candlewick.store.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.candlewick.store.StoreException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Proves how the small files beside the cluster are parsed and limited in size.
class FilesTest {
  @TempDir private Path directory;

  @Test
  void readsAPidFileAndIgnoresAnIncompleteOne() {
    assertThat(PidFile.parse(List.of("12", "/d", "1", "20001", "", "", "")))
        .contains(new PidFile(12, 20001));
    assertThat(PidFile.parse(List.of("12", "/d"))).contains(new PidFile(12, 0));
    assertThat(PidFile.parse(List.of("1x"))).isEmpty();
    assertThat(PidFile.parse(List.of())).isEmpty();
  }

  @Test
  void startsANewLogWhenTheOldOneIsLarge() throws Exception {
    Path log = directory.resolve("postgres.log");
    try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "rw")) {
      file.setLength(ServerLog.LIMIT_BYTES + 1);
    }
    ServerLog.open(log, new Privileges(List.of(), Privileges.owner(directory)));
    assertThat(log).isEmptyFile();
    assertThat(directory.resolve("postgres.log.1")).exists();
  }

  @Test
  void readsOnlyWhatThisStartLogged() throws Exception {
    Path file = Files.writeString(directory.resolve("postgres.log"), "No space left on device\n");
    ServerLog log = new ServerLog(file, Files.size(file));
    assertThat(log.failure()).isEqualTo(ServerLog.Failure.OTHER);
    Files.writeString(file, "x\nFATAL: could not write: No space left on device\n");
    assertThat(new ServerLog(file, 0).failure()).isEqualTo(ServerLog.Failure.DISK_FULL);
  }

  @Test
  void refusesAHomeThatAShellWouldReadOtherwise() {
    assertThatThrownBy(() -> Home.prepare(directory.resolve("a$b")))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("a$b");
  }
}
