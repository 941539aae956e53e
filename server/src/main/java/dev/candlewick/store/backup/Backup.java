package dev.candlewick.store.backup;

import dev.candlewick.store.BackupTables;
import dev.candlewick.store.BackupTables.Table;
import dev.candlewick.store.Database;
import dev.candlewick.store.OwnerSession;
import dev.candlewick.store.Schema;
import dev.candlewick.store.StoreException;
import dev.candlewick.store.StoreFaults;
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

/// Writes a whole instance into one file, from one snapshot, beside a running server. A table is
/// never in memory.
public final class Backup {
  private static final int BLOCK = 1 << 16;

  private final Database.Login owner;
  private final String program;
  private final Consumer<String> say;

  /// @param owner the login that owns the tables
  /// @param program the version that writes
  /// @param say hears each table
  public Backup(Database.Login owner, String program, Consumer<String> say) {
    this.owner = owner;
    this.program = program;
    this.say = say;
  }

  /// Writes the file beside its place, reads it through, and moves it there when all of it is on
  /// disk: a file of that name is a whole backup. Only its owner may read it.
  ///
  /// @param replace whether a file that is there already may be replaced
  public BackupManifest write(Path file, boolean replace) {
    Path target = file.toAbsolutePath();
    if (Files.exists(target) && !replace) {
      throw new BackupException(target + " is there already; --force replaces it");
    }
    try {
      Path part = part(target);
      try {
        dump(part);
        BackupManifest manifest = verified(part);
        Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
        sync(target.resolveSibling("."));
        return manifest;
      } finally {
        Files.deleteIfExists(part);
      }
    } catch (IOException e) {
      throw new BackupException("%s cannot be written: %s".formatted(target, said(e)), e);
    }
  }

  /// A file of our own beside the target, so that two backups at once do not meet; a stop of the
  /// program deletes it.
  private static Path part(Path target) throws IOException {
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

  private static String said(IOException e) {
    return e.getClass().getSimpleName() + " " + e.getMessage();
  }

  private static BackupManifest verified(Path part) {
    try (BackupFile made = BackupFile.open(part)) {
      return made.manifest();
    }
  }

  private void dump(Path part) throws IOException {
    try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE);
        ZipOutputStream zip = new ZipOutputStream(Channels.newOutputStream(channel))) {
      zip.setLevel(Deflater.BEST_SPEED);
      byte[] manifest = tables(zip).json();
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

  /// The right to read is taken before the snapshot: one that is older than a restore's end would
  /// see its tables empty.
  private BackupManifest tables(ZipOutputStream zip) throws IOException {
    try (Handle session = OwnerSession.of(owner, "candlewick backup").open()) {
      if (!OwnerSession.share(session)) {
        throw new StoreException(
            StoreException.Kind.HELD,
            "A restore works with this database; try again when it is done");
      }
      return snapshot(session, zip);
    } catch (JdbiException e) {
      throw StoreFaults.of("cannot read the database of " + owner, e);
    }
  }

  /// Everything is read in one snapshot; the counters of new rows are read after it was taken, so
  /// they are never behind it.
  private BackupManifest snapshot(Handle session, ZipOutputStream zip) throws IOException {
    return session.inTransaction(
        TransactionIsolationLevel.REPEATABLE_READ,
        handle -> {
          handle.execute("set transaction read only");
          OwnerSession.prepare(handle);
          String schema = Schema.current(handle).orElseThrow(Backup::nothing);
          requireKnown(schema, Schema.newest(owner));
          Instant start = Instant.now();
          List<TableData> tables = new ArrayList<>();
          for (Table table : BackupTables.present(handle, BackupTables.TRAVELLING)) {
            tables.add(save(handle, table, zip));
          }
          String postgres = handle.createQuery("show server_version").mapTo(String.class).one();
          return new BackupManifest(
              BackupManifest.FORMAT, program, postgres, schema, start.toString(), tables);
        });
  }

  private static BackupException nothing() {
    return new BackupException(
        "The database holds no instance yet, so there is nothing to back up");
  }

  private TableData save(Handle handle, Table table, ZipOutputStream zip) throws IOException {
    String query =
        "copy (select %s from %s) to stdout with (encoding 'UTF8')"
            .formatted(table.columnList(), BackupTables.quoted(table.name()));
    Measure measure = new Measure();
    zip.putNextEntry(new ZipEntry(BackupFile.entry(table.name())));
    try (OutputStream out = new BufferedOutputStream(measure.into(zip), BLOCK)) {
      Database.postgres(handle).getCopyAPI().copyOut(query, out);
    } catch (SQLException e) {
      throw StoreFaults.of("cannot read the table " + table.name(), e);
    }
    zip.closeEntry();
    say.accept(String.format(Locale.ROOT, "%-20s %,d rows", table.name(), measure.lines()));
    return new TableData(
        table.name(),
        table.columns(),
        measure.lines(),
        measure.bytes(),
        measure.sha256Hex(),
        nextId(handle, table));
  }

  private static @Nullable Long nextId(Handle handle, Table table) {
    if (table.identity() == null) return null;
    String sequence =
        handle
            .createQuery("select pg_get_serial_sequence(:table, :column)")
            .bind("table", BackupTables.quoted(table.name()))
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
          "The database has schema %s and this program knows only up to %s; use the version that runs on it"
              .formatted(schema, newest));
    }
  }
}
