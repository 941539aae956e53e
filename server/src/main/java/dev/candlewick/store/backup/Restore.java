package dev.candlewick.store.backup;

import static java.util.stream.Collectors.joining;

import dev.candlewick.store.Database;
import dev.candlewick.store.DatabaseTables;
import dev.candlewick.store.DatabaseTables.Table;
import dev.candlewick.store.OwnerConnection;
import dev.candlewick.store.Schema;
import dev.candlewick.store.SqlErrors;
import dev.candlewick.store.StoreException;
import dev.candlewick.store.backup.BackupManifest.TableData;
import java.io.IOException;
import java.io.InputStream;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.flywaydb.core.api.MigrationVersion;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;

/// Replaces the rows of a database by those of a backup. All of it is one transaction: a restore
/// that stops early leaves the database unchanged.
public final class Restore {
  private static final int BLOCK_BYTES = 1 << 16;

  private final Database.Login owner;
  private final Database.Login application;
  private final Consumer<String> log;

  /// A restore into the database of these logins.
  ///
  /// @param owner the login that owns the tables
  /// @param application the login the server works with; may be the same
  /// @param log receives a line for each table
  public Restore(Database.Login owner, Database.Login application, Consumer<String> log) {
    this.owner = owner;
    this.application = application;
    this.log = log;
  }

  /// Restores a verified backup, and migrates its schema to this program's.
  ///
  /// @param replace whether existing rows may be deleted
  public void restore(BackupFile file, boolean replace) {
    BackupManifest manifest = file.manifest();
    String newest = Schema.newest(owner);
    if (Schema.isNewer(manifest.schema(), newest)) {
      throw new BackupException(
          "The backup was made by candlewick %s with schema %s; this program supports only up to %s. Restore it with that version or a newer one."
              .formatted(manifest.program(), manifest.schema(), newest));
    }
    try {
      Jdbi jdbi = OwnerConnection.of(owner, "candlewick restore");
      jdbi.useHandle(handle -> requireIdle(handle, manifest.schema(), replace));
      Database.migrate(owner, application, MigrationVersion.fromVersion(manifest.schema()));
      jdbi.useTransaction(handle -> load(handle, file, replace));
      Database.migrate(owner, application);
      jdbi.useHandle(handle -> handle.execute("analyze"));
    } catch (JdbiException e) {
      throw SqlErrors.translate("cannot restore into the database of " + owner, e);
    } catch (IOException e) {
      throw new BackupException("The backup can no longer be read: " + e.getMessage(), e);
    }
  }

  private static void requireIdle(Handle handle, String schema, boolean replace) {
    requireNoOtherConnections(handle);
    Optional<String> current = Schema.current(handle);
    if (current.isPresent() && Schema.isNewer(current.get(), schema)) {
      throw new BackupException(
          "The backup has schema %s and this database has %s already; restore it into a data home that was never started"
              .formatted(schema, current.get()));
    }
    if (current.isPresent() && !replace) UserData.requireNone(handle);
  }

  /// Throws when other connections exist. A server and a command keep a connection as long as they
  /// run.
  private static void requireNoOtherConnections(Handle handle) {
    long others =
        handle
            .createQuery(
                "select count(*) from pg_stat_activity where datname = current_database()"
                    + " and application_name = 'candlewick' and pid <> pg_backend_pid()")
            .mapTo(Long.class)
            .one();
    if (others > 0) {
      throw new StoreException(
          StoreException.Kind.HELD,
          "A candlewick process uses this database (%d connections); stop it first"
              .formatted(others));
    }
  }

  private void load(Handle handle, BackupFile file, boolean replace) throws IOException {
    OwnerConnection.prepare(handle);
    if (!OwnerConnection.tryLockExclusive(handle)) {
      throw new StoreException(
          StoreException.Kind.HELD, "A backup of this database is being written; wait for it");
    }
    Map<String, Table> tables =
        DatabaseTables.findPresent(handle, DatabaseTables.INCLUDED).stream()
            .collect(Collectors.toMap(Table::name, Function.identity()));
    requireSameTables(file.manifest(), tables);
    TableConstraints constraints = TableConstraints.lift(handle);
    if (!replace) UserData.requireNone(handle);
    handle.execute("truncate " + tableNames(DatabaseTables.findTruncated(handle)));
    requireNoOtherConnections(handle);
    for (TableData data : file.manifest().tables()) copyTable(handle, file, data);
    for (TableData data : file.manifest().tables()) restartIdentity(handle, data, tables);
    if (tables.containsKey("account")) endAccessTokens(handle);
    constraints.restore(handle);
  }

  /// Ends all access tokens: those that were revoked after the backup would be valid again when the
  /// signing key is a setting.
  private static void endAccessTokens(Handle handle) {
    handle.execute("update account set credentials_since = clock_timestamp()");
  }

  private static String tableNames(List<Table> tables) {
    return tables.stream().map(table -> DatabaseTables.quoted(table.name())).collect(joining(", "));
  }

  /// Rejects a file with other tables or columns than the database. A file with a valid manifest
  /// may still be forged: only the application's tables and their columns get into a statement.
  private static void requireSameTables(BackupManifest manifest, Map<String, Table> tables) {
    Map<String, Set<String>> expected = new TreeMap<>();
    tables.forEach((name, table) -> expected.put(name, Set.copyOf(table.columns())));
    Map<String, Set<String>> actual = new TreeMap<>();
    manifest.tables().forEach(data -> actual.put(data.name(), Set.copyOf(data.columns())));
    if (!expected.equals(actual)) {
      throw new BackupException(
          "The backup's tables are not those of schema %s: it has %s, the database %s"
              .formatted(manifest.schema(), actual.keySet(), expected.keySet()));
    }
  }

  private void copyTable(Handle handle, BackupFile file, TableData data) throws IOException {
    String columns = data.columns().stream().map(DatabaseTables::quoted).collect(joining(", "));
    String copy =
        "copy %s (%s) from stdin with (encoding 'UTF8')"
            .formatted(DatabaseTables.quoted(data.name()), columns);
    StreamChecksum checksum = new StreamChecksum();
    try (InputStream in = checksum.wrapInput(file.data(data))) {
      Database.pgConnection(handle).getCopyAPI().copyIn(copy, in, BLOCK_BYTES);
    } catch (SQLException e) {
      throw SqlErrors.translate("cannot load the table " + data.name(), e);
    }
    file.check(data, checksum);
    log.accept(String.format(Locale.ROOT, "%-20s %,d rows", data.name(), data.rows()));
  }

  /// Sets the next number of a table's rows. `setval` would outlive a rollback; this does not.
  private static void restartIdentity(Handle handle, TableData data, Map<String, Table> tables) {
    Table table = tables.get(data.name());
    if (table == null || table.identity() == null || data.nextId() == null) return;
    handle.execute(
        "alter table %s alter column %s restart with %d"
            .formatted(
                DatabaseTables.quoted(table.name()),
                DatabaseTables.quoted(table.identity()),
                data.nextId()));
  }
}
