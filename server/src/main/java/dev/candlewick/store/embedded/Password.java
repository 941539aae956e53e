package dev.candlewick.store.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;

/// The superuser's password, created once per data home and stored in a file that only its owner
/// may read.
final class Password {
  private static final int PASSWORD_BYTES = 24;

  private Password() {}

  static String readOrCreate(Home home) {
    Path file = home.password();
    return IoErrors.call(
        "reading the database password " + file, () -> readOrCreateFile(home, file));
  }

  private static String readOrCreateFile(Home home, Path file) throws IOException {
    if (!Files.exists(file)) {
      if (home.hasData()) {
        throw IoErrors.misconfigured(
            "The database in %s exists but its password file %s does not. Restore the file."
                .formatted(home.data(), file));
      }
      create(file);
    }
    String password = Files.readString(file).strip();
    if (password.isEmpty()) {
      throw IoErrors.misconfigured("The password file " + file + " is empty. Restore its content.");
    }
    return password;
  }

  private static void create(Path file) throws IOException {
    byte[] random = new byte[PASSWORD_BYTES];
    new SecureRandom().nextBytes(random);
    Path temporary = file.resolveSibling(file.getFileName() + ".new");
    Files.deleteIfExists(temporary);
    Files.createFile(
        temporary,
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(temporary, HexFormat.of().formatHex(random) + "\n");
    Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
  }
}
