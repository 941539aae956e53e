package dev.candlewick.store.embedded;

import dev.candlewick.store.StoreException;
import dev.candlewick.store.StoreException.Kind;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.regex.Pattern;

/// The data home and the names in it. `root` is a real, existing directory.
record Home(Path root) {
  static final long MIN_FREE_BYTES = 300L << 20;
  private static final Set<PosixFilePermission> OWNER_ONLY =
      PosixFilePermissions.fromString("rwx------");

  /// The characters that a path may not have: pg_ctl passes both paths through a shell in double
  /// quotes.
  private static final Pattern UNQUOTABLE_CHARACTERS = Pattern.compile("[\"$`\\\\\\n]");

  static Home prepare(Path home) {
    if (UNQUOTABLE_CHARACTERS.matcher(home.toString()).find()) {
      throw IoErrors.misconfigured(
          "The data home "
              + home
              + " has one of \" $ ` \\ in its name. Choose another"
              + " CANDLEWICK_HOME.");
    }
    return IoErrors.call("preparing the data home " + home, () -> new Home(create(home)));
  }

  private static Path create(Path home) throws IOException {
    if (!Files.isDirectory(home)) {
      Path parent = home.toAbsolutePath().getParent();
      if (parent != null) {
        Files.createDirectories(parent);
      }
      Files.createDirectories(home, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
    }
    return home.toRealPath();
  }

  Path versions() {
    return root.resolve("postgres");
  }

  Path data() {
    return root.resolve("data");
  }

  /// Returns whether there is a cluster. An empty directory does not count: it is what an installer
  /// or a volume leaves.
  boolean hasData() {
    String[] content = data().toFile().list();
    return Files.exists(data()) && (content == null || content.length > 0);
  }

  Path password() {
    return root.resolve("postgres.password");
  }

  Path log() {
    return root.resolve("postgres.log");
  }

  Path port() {
    return root.resolve("postgres.port");
  }

  Path users() {
    return root.resolve("postgres.users");
  }

  Path mutex() {
    return root.resolve("postgres.mutex");
  }

  Path serverLock() {
    return root.resolve("server.lock");
  }

  /// Throws when the disk has less space. PostgreSQL panics when its log cannot grow, so a start on
  /// a nearly full disk is rejected.
  void requireFreeSpace(long minBytes) {
    long free =
        IoErrors.call(
            "reading the free space of " + root,
            () -> {
              FileStore disk = Files.getFileStore(Files.exists(data()) ? data() : root);
              return disk.getUsableSpace();
            });
    if (free < minBytes) {
      throw new StoreException(
          Kind.DISK_FULL,
          "The disk under %s has %d MB left, PostgreSQL needs at least %d MB. Free some space or set CANDLEWICK_HOME to another disk."
              .formatted(root, free >> 20, minBytes >> 20));
    }
  }
}
