package dev.candlewick.store.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// PostgreSQL's programs, unpacked once per version from the class path.
final class Binaries {
  /// The version of the binaries' jar in the build; names the directory they are unpacked to.
  static final String VERSION = "18.1.0";

  static final String MAJOR = "18";
  private static final String HALF = VERSION + ".unpacking-";

  private Binaries() {}

  /// The directory of the programs; call it under the cluster's mutex only.
  static Path unpacked(Home home, Platform platform, Consumer<String> say) {
    Path ready = home.versions().resolve(VERSION);
    if (!isWhole(ready)) {
      say.accept("Unpacking PostgreSQL " + VERSION + " to " + ready);
      Faults.act("unpacking PostgreSQL to " + ready, () -> unpack(platform, ready));
    }
    return ready.resolve("bin");
  }

  private static boolean isWhole(Path directory) {
    return Stream.of("initdb", "pg_ctl", "postgres")
        .allMatch(program -> Files.isExecutable(directory.resolve("bin").resolve(program)));
  }

  /// The rename comes last, so that a directory under its final name is always whole.
  private static void unpack(Platform platform, Path ready) throws IOException {
    try (InputStream archive = Binaries.class.getResourceAsStream(platform.archive())) {
      if (archive == null) {
        throw Faults.misconfigured(
            "No PostgreSQL comes with this build for %s on %s. Install PostgreSQL %s or newer and set DATABASE_URL to it."
                .formatted(platform.system(), platform.processor(), MAJOR));
      }
      Path versions = Files.createDirectories(ready.resolveSibling("."));
      FileTree.deleteLeftovers(versions, HALF);
      Path half = versions.normalize().resolve(HALF + ProcessHandle.current().pid());
      Archive.unpack(archive, half);
      if (Files.exists(ready)) {
        FileTree.delete(ready);
      }
      Files.move(half, ready, StandardCopyOption.ATOMIC_MOVE);
    }
  }
}
