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
  private static final String PARTIAL_PREFIX = VERSION + ".unpacking-";

  private Binaries() {}

  /// Returns the directory of the programs, unpacked if necessary. The caller has the cluster's
  /// mutex.
  static Path ensureUnpacked(Home home, Platform platform, Consumer<String> log) {
    Path target = home.versions().resolve(VERSION);
    if (!isComplete(target)) {
      log.accept("Unpacking PostgreSQL " + VERSION + " to " + target);
      IoErrors.run("unpacking PostgreSQL to " + target, () -> unpack(platform, target));
    }
    return target.resolve("bin");
  }

  private static boolean isComplete(Path directory) {
    return Stream.of("initdb", "pg_ctl", "postgres")
        .allMatch(program -> Files.isExecutable(directory.resolve("bin").resolve(program)));
  }

  /// Unpacks the programs. The rename comes last, so that a directory under its final name is
  /// always complete.
  private static void unpack(Platform platform, Path target) throws IOException {
    try (InputStream archive = Binaries.class.getResourceAsStream(platform.archive())) {
      if (archive == null) {
        throw IoErrors.misconfigured(
            "This build includes no PostgreSQL for %s on %s. Install PostgreSQL %s or newer and set DATABASE_URL to it."
                .formatted(platform.system(), platform.processor(), MAJOR));
      }
      Path versions = Files.createDirectories(target.resolveSibling("."));
      FileTree.deleteLeftovers(versions, PARTIAL_PREFIX);
      Path partial = versions.normalize().resolve(PARTIAL_PREFIX + ProcessHandle.current().pid());
      Archive.unpack(archive, partial);
      if (Files.exists(target)) {
        FileTree.delete(target);
      }
      Files.move(partial, target, StandardCopyOption.ATOMIC_MOVE);
    }
  }
}
