package dev.candlewick.store.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;

/// The superuser's password, made once per home and kept in a file only its owner reads.
final class Password {
  private static final int BYTES = 24;

  private Password() {}

  static String of(Home home) {
    Path file = home.password();
    return Faults.io("reading the database password " + file, () -> readOrMake(home, file));
  }

  private static String readOrMake(Home home, Path file) throws IOException {
    if (!Files.exists(file)) {
      if (home.hasData()) {
        throw Faults.misconfigured(
            "The database in %s is there but its password file %s is not. Put the file back."
                .formatted(home.data(), file));
      }
      make(file);
    }
    String password = Files.readString(file).strip();
    if (password.isEmpty()) {
      throw Faults.misconfigured("The password file " + file + " is empty. Put its content back.");
    }
    return password;
  }

  private static void make(Path file) throws IOException {
    byte[] random = new byte[BYTES];
    new SecureRandom().nextBytes(random);
    Path half = file.resolveSibling(file.getFileName() + ".new");
    Files.deleteIfExists(half);
    Files.createFile(
        half, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(half, HexFormat.of().formatHex(random) + "\n");
    Files.move(half, file, StandardCopyOption.ATOMIC_MOVE);
  }
}
