package dev.candlewick;

import dev.candlewick.store.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/// Where the server's libraries put their temporary files: below the data home, because all else
/// may be read-only.
final class TemporaryFiles {
  private static final Set<PosixFilePermission> OWNER_ONLY =
      PosixFilePermissions.fromString("rwx------");

  private TemporaryFiles() {}

  /// Must be called before anything is written to the usual place, which the JDK reads once.
  static void redirectTo(Path home) {
    Path folder = home.resolve("tmp");
    try {
      Files.createDirectories(folder, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
    } catch (IOException e) {
      throw new StoreException(
          StoreException.Kind.MISCONFIGURED,
          "The data home " + home + " cannot be written to; set CANDLEWICK_HOME to another place",
          e);
    }
    System.setProperty("java.io.tmpdir", folder.toString());
    System.setProperty("vertx.cacheDirBase", folder.resolve("vertx").toString());
  }
}
