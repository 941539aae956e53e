package dev.candlewick.store.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.candlewick.store.StoreException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Proves that incomplete programs are unpacked again, and that every platform has its archive's
/// name.
class BinariesTest {
  @TempDir private Path directory;
  private final List<String> log = new ArrayList<>();

  @Test
  void replacesWhatACrashLeftHalfUnpacked() throws Exception {
    Home home = Home.prepare(directory);
    Path ready = home.versions().resolve(Binaries.VERSION);
    Path damaged = Files.createDirectories(ready.resolve("bin")).resolve("postgres");
    Files.writeString(damaged, "half");
    Path half = ready.resolveSibling(Binaries.VERSION + ".unpacking-1");
    Files.writeString(Files.createDirectories(half).resolve("file"), "half");

    Path programs = Binaries.ensureUnpacked(home, Platform.current(), log::add);
    assertThat(half).doesNotExist();
    assertThat(Files.size(damaged)).isGreaterThan(1 << 20);
    assertThat(Files.isExecutable(programs.resolve("pg_ctl"))).isTrue();
    assertThat(log).hasSize(1);

    Binaries.ensureUnpacked(home, Platform.current(), log::add);
    assertThat(log).hasSize(1);
  }

  @Test
  void namesThePlatformThatHasNoBinaries() {
    Home home = Home.prepare(directory);
    assertThatThrownBy(
            () -> Binaries.ensureUnpacked(home, Platform.of("SunOS", "sparcv9"), log::add))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("sunos on sparcv9")
        .hasMessageContaining("DATABASE_URL");
  }

  @Test
  void knowsTheArchivesOfAllPlatformsWeBuildFor() {
    assertThat(Platform.of("Linux", "amd64").archive()).isEqualTo("/postgres-linux-x86_64.txz");
    assertThat(Platform.of("Linux", "aarch64").archive()).isEqualTo("/postgres-linux-arm_64.txz");
    assertThat(Platform.of("Mac OS X", "aarch64").archive())
        .isEqualTo("/postgres-darwin-arm_64.txz");
    assertThat(Platform.of("Mac OS X", "x86_64").archive())
        .isEqualTo("/postgres-darwin-x86_64.txz");
  }

  @Test
  void hasTheVersionOfTheBuildsDependency() throws Exception {
    assertThat(Files.readString(Path.of("..", "pom.xml")))
        .contains(
            "<postgres.binaries.version>" + Binaries.VERSION + "</postgres.binaries.version>");
    assertThat(Binaries.VERSION).startsWith(Binaries.MAJOR + ".");
  }
}
