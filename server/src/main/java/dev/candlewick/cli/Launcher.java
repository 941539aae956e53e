package dev.candlewick.cli;

import dev.candlewick.store.backup.BackupManifest;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/// Opens what commands need. The root is one; commands know no other way to it.
public interface Launcher {
  /// Opens the database, migrated, and everything on it.
  ///
  /// @param log hears progress and warnings
  Session open(Consumer<String> log);

  /// Runs the server until it is told to stop; answers the exit code.
  int serve(Consumer<String> log);

  /// Brings the schema up to date; answers how many migrations that took.
  int migrate(Consumer<String> log);

  /// Writes the whole instance into a file.
  ///
  /// @param force whether a file that is there may be replaced
  BackupManifest backup(Path file, boolean force, Consumer<String> log);

  /// Puts back what a backup holds.
  ///
  /// @param replace whether what the instance has of its own may be thrown away
  BackupManifest restore(Path file, boolean replace, Consumer<String> log);

  /// Looks at everything the program needs; never throws for what it finds.
  List<Finding> diagnose();

  String version();
}
