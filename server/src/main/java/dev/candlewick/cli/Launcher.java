package dev.candlewick.cli;

import dev.candlewick.store.backup.BackupManifest;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/// Opens what commands need. Implemented in the root package; commands reach that package in no
/// other way.
public interface Launcher {
  /// Opens the database, migrated, and everything on it.
  ///
  /// @param log receives progress and warnings
  Session open(Consumer<String> log);

  /// Runs the server until it is stopped; returns the exit code.
  int serve(Consumer<String> log);

  /// Starts the HTTP side beside a running server, without its jobs, requests a few pages and ends;
  /// returns the exit code.
  int trainStartup(Consumer<String> log);

  /// Migrates the schema to the current version; returns the number of migrations applied.
  int migrate(Consumer<String> log);

  /// Writes the whole instance into a file.
  ///
  /// @param force whether an existing file may be replaced
  BackupManifest backup(Path file, boolean force, Consumer<String> log);

  /// Restores a backup.
  ///
  /// @param replace whether the instance's own data may be discarded
  BackupManifest restore(Path file, boolean replace, Consumer<String> log);

  /// Checks everything that the program needs; never throws for what it finds.
  List<Finding> diagnose();

  String version();
}
