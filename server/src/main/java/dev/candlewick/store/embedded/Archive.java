package dev.candlewick.store.embedded;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/// Unpacks a `.txz` into a directory; everything in it is readable by all users, because PostgreSQL
/// may run as another user than this process.
final class Archive {
  private static final int BUFFER_BYTES = 1 << 16;
  private static final int ANY_EXECUTE = 0111;

  private Archive() {}

  static void unpack(InputStream compressed, Path target) throws IOException {
    createDirectory(target);
    try (TarArchiveInputStream tar =
        new TarArchiveInputStream(
            new BufferedInputStream(new XZInputStream(compressed), BUFFER_BYTES))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        ShutdownState.throwIfBegun();
        write(entry, tar, resolveInside(target, entry.getName()));
      }
    }
  }

  private static Path resolveInside(Path target, String name) throws IOException {
    Path path = target.resolve(name).normalize();
    if (!path.startsWith(target)) {
      throw new IOException("the archive's entry " + name + " is outside of " + target);
    }
    return path;
  }

  private static void write(TarArchiveEntry entry, InputStream content, Path path)
      throws IOException {
    if (entry.isDirectory()) {
      createDirectory(path);
      return;
    }
    Path parent = path.getParent();
    if (parent != null && !Files.exists(parent)) {
      createDirectory(parent);
    }
    if (entry.isSymbolicLink()) {
      Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
      return;
    }
    Files.copy(content, path);
    String permissions = (entry.getMode() & ANY_EXECUTE) == 0 ? "rw-r--r--" : "rwxr-xr-x";
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
  }

  private static void createDirectory(Path path) throws IOException {
    Files.createDirectories(path);
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
  }
}
