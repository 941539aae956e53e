package dev.candlewick.store.backup;

import dev.candlewick.store.Database;
import dev.candlewick.store.DatabaseTables;
import dev.candlewick.store.DatabaseTables.Table;
import dev.candlewick.store.OwnerConnection;
import dev.candlewick.store.Schema;
import dev.candlewick.store.SqlErrors;
import dev.candlewick.store.StoreException;
import dev.candlewick.store.backup.BackupManifest.TableData;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.transaction.TransactionIsolationLevel;
import org.jspecify.annotations.Nullable;

/// Writes a whole instance into one file, from one snapshot, while a server may run. A table is
/// never in memory as a whole.
public final class Backup {
  private static final int BLOCK_BYTES = 1 << 16;

  private final Database.Login owner;
  private final String program;
  private final Consumer<String> log;

  /// A backup of the database of this login.
  ///
  /// @param owner the login that owns the tables
  /// @param program the version of the writing program
  /// @param log receives a line for each table
  public Backup(Database.Login owner, String program, Consumer<String> log) {
    this.owner = owner;
    this.program = program;
    this.log = log;
  }

  /// Writes a temporary file beside the target, verifies it, and moves it to the target when all of
  /// it is on disk: a file of that name is a complete backup. Only its owner may read it.
  ///
  /// @param replace whether an existing file may be replaced
  public BackupManifest write(Path file, boolean replace) {
    Path target = file.toAbsolutePath();
    if (Files.exists(target) && !replace) {
      throw new BackupException(target + " exists already; --force replaces it");
    }
    try {
      Path part = createPartFile(target);
      try {
        dump(part);
        BackupManifest manifest = verify(part);
        Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
        sync(target.resolveSibling("."));
        return manifest;
      } finally {
        Files.deleteIfExists(part);
      }
    } catch (IOException e) {
      throw new BackupException("%s cannot be written: %s".formatted(target, describe(e)), e);
    }
  }

  /// Creates a temporary file beside the target, so that two simultaneous backups do not collide;
  /// it is deleted when the program ends.
  private static Path createPartFile(Path target) throws IOException {
    Path directory = target.getParent();
    Path part =
        Files.createTempFile(
            directory,
            target.getFileName() + ".",
            ".part",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    part.toFile().deleteOnExit();
    return part;
  }

  private static String describe(IOException e) {
    return e.getClass().getSimpleName() + " " + e.getMessage();
  }

  private static BackupManifest verify(Path part) {
    try (BackupFile backup = BackupFile.open(part)) {
      return backup.manifest();
    }
  }

  private void dump(Path part) throws IOException {
    try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE);
        ZipOutputStream zip = new ZipOutputStream(Channels.newOutputStream(channel))) {
      zip.setLevel(Deflater.BEST_SPEED);
      byte[] manifest = writeTables(zip).json();
      zip.putNextEntry(new ZipEntry(BackupFile.MANIFEST));
      zip.write(manifest);
      zip.closeEntry();
      zip.setComment(BackupFile.comment(manifest));
      zip.finish();
      channel.force(true);
    }
  }

  private static void sync(Path directory) throws IOException {
    try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  /// Writes all tables. The lock is taken before the snapshot: a snapshot from before a restore's
  /// end would see its tables empty.
  private BackupManifest writeTables(ZipOutputStream zip) throws IOException {
    try (Handle session = OwnerConnection.of(owner, "candlewick backup").open()) {
      if (!OwnerConnection.tryLockShared(session)) {
        throw new StoreException(
            StoreException.Kind.HELD,
            "A restore of this database is running; try again when it is done");
      }
      return writeSnapshot(session, zip);
    } catch (JdbiException e) {
      throw SqlErrors.translate("cannot read the database of " + owner, e);
    }
  }

  /// Writes all tables from one snapshot; the counters of new rows are read after it was taken, so
  /// they are never behind it.
  private BackupManifest writeSnapshot(Handle session, ZipOutputStream zip) throws IOException {
    return session.inTransaction(
        TransactionIsolationLevel.REPEATABLE_READ,
        handle -> {
          handle.execute("set transaction read only");
          OwnerConnection.prepare(handle);
          String schema = Schema.current(handle).orElseThrow(Backup::emptyDatabase);
          requireKnown(schema, Schema.newest(owner));
          Instant start = Instant.now();
          List<TableData> tables = new ArrayList<>();
          for (Table table : DatabaseTables.findPresent(handle, DatabaseTables.INCLUDED)) {
            tables.add(writeTable(handle, table, zip));
          }
          String postgres = handle.createQuery("show server_version").mapTo(String.class).one();
          return new BackupManifest(
              BackupManifest.FORMAT, program, postgres, schema, start.toString(), tables);
        });
  }

  private static BackupException emptyDatabase() {
    return new BackupException(
        "The database holds no instance yet, so there is nothing to back up");
  }

  private TableData writeTable(Handle handle, Table table, ZipOutputStream zip) throws IOException {
    String query =
        "copy (select %s from %s) to stdout with (encoding 'UTF8')"
            .formatted(table.columnList(), DatabaseTables.quoted(table.name()));
    StreamChecksum checksum = new StreamChecksum();
    zip.putNextEntry(new ZipEntry(BackupFile.entry(table.name())));
    try (OutputStream out = new BufferedOutputStream(checksum.wrapOutput(zip), BLOCK_BYTES)) {
      Database.pgConnection(handle).getCopyAPI().copyOut(query, out);
    } catch (SQLException e) {
      throw SqlErrors.translate("cannot read the table " + table.name(), e);
    }
    zip.closeEntry();
    log.accept(String.format(Locale.ROOT, "%-20s %,d rows", table.name(), checksum.lines()));
    return new TableData(
        table.name(),
        table.columns(),
        checksum.lines(),
        checksum.bytes(),
        checksum.sha256Hex(),
        nextId(handle, table));
  }

  private static @Nullable Long nextId(Handle handle, Table table) {
    if (table.identity() == null) return null;
    String sequence =
        handle
            .createQuery("select pg_get_serial_sequence(:table, :column)")
            .bind("table", DatabaseTables.quoted(table.name()))
            .bind("column", table.identity())
            .mapTo(String.class)
            .one();
    return handle
        .createQuery(
            "select case when is_called then last_value + 1 else last_value end from " + sequence)
        .mapTo(Long.class)
        .one();
  }

  private static void requireKnown(String schema, String newest) {
    if (Schema.isNewer(schema, newest)) {
      throw new BackupException(
          "The database has schema %s and this program supports only up to %s; use the version that runs on it"
              .formatted(schema, newest));
    }
  }
}
