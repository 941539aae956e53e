package dev.candlewick.store.backup;

import dev.candlewick.store.backup.BackupManifest.TableData;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/// A verified backup file: a zip of `manifest.json` and, for each table, its rows in PostgreSQL's
/// text format of `COPY`. The zip's comment has the manifest's SHA-256, the manifest those of the
/// tables, so a file that is damaged, truncated or foreign is rejected before anything uses it.
public final class BackupFile implements AutoCloseable {
  static final String MANIFEST = "manifest.json";
  private static final String COMMENT = "candlewick backup, manifest SHA-256 ";
  private static final int MAX_MANIFEST_BYTES = 1 << 20;

  private final Path path;
  private final ZipFile zip;
  private final BackupManifest manifest;

  private BackupFile(Path path, ZipFile zip, BackupManifest manifest) {
    this.path = path;
    this.zip = zip;
    this.manifest = manifest;
  }

  /// Opens a file and verifies all of it.
  ///
  /// @throws BackupException when it is not a backup, or not complete
  public static BackupFile open(Path path) {
    if (!Files.isRegularFile(path)) throw new BackupException("There is no file " + path);
    try {
      ZipFile zip = new ZipFile(path.toFile());
      try {
        BackupFile file = new BackupFile(path, zip, manifest(zip));
        file.verify();
        return file;
      } catch (IOException | RuntimeException e) {
        zip.close();
        throw e;
      }
    } catch (ZipException e) {
      throw damaged(path, String.valueOf(e.getMessage()), e);
    } catch (IOException e) {
      throw new BackupException("%s cannot be read: %s".formatted(path, e.getMessage()), e);
    }
  }

  static String comment(byte[] manifest) {
    return COMMENT + StreamChecksum.hex(manifest);
  }

  static String entry(String table) {
    return "data/" + table + ".copy";
  }

  private static BackupManifest manifest(ZipFile zip) throws IOException {
    String comment = zip.getComment();
    ZipEntry entry = zip.getEntry(MANIFEST);
    if (entry == null || comment == null || !comment.startsWith(COMMENT)) {
      throw new BackupException(zip.getName() + " is not a backup of candlewick");
    }
    try (InputStream in = zip.getInputStream(entry)) {
      byte[] json = in.readNBytes(MAX_MANIFEST_BYTES);
      if (!comment.equals(comment(json))) throw new ZipException("its manifest was changed");
      return BackupManifest.parse(json);
    }
  }

  private void verify() throws IOException {
    for (TableData table : manifest.tables()) {
      StreamChecksum checksum = new StreamChecksum();
      try (InputStream in = checksum.wrapInput(data(table))) {
        in.transferTo(OutputStream.nullOutputStream());
      }
      check(table, checksum);
    }
  }

  /// Throws unless the rows read of a table are those that were written.
  void check(TableData table, StreamChecksum actual) {
    boolean complete = actual.bytes() == table.bytes() && actual.lines() == table.rows();
    if (!complete || !actual.sha256Hex().equals(table.sha256())) {
      throw damaged(path, "the rows of " + table.name() + " are not those that were saved", null);
    }
  }

  InputStream data(TableData table) throws IOException {
    ZipEntry entry = zip.getEntry(entry(table.name()));
    if (entry == null) throw damaged(path, "it lacks the rows of " + table.name(), null);
    return zip.getInputStream(entry);
  }

  private static BackupException damaged(Path path, String reason, @Nullable Throwable cause) {
    return new BackupException(
        "%s is damaged, or not a backup: %s. Nothing was changed.".formatted(path, reason), cause);
  }

  public BackupManifest manifest() {
    return manifest;
  }

  @Override
  public void close() {
    try {
      zip.close();
    } catch (IOException e) {
      throw new BackupException("%s cannot be closed: %s".formatted(path, e.getMessage()), e);
    }
  }
}
