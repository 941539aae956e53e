package dev.candlewick.cli;

import java.util.function.Consumer;

/// Opens what commands need. The root is one; commands know no other way to it.
public interface Launcher {
  /// Opens the database, migrated, and everything on it.
  ///
  /// @param say hears progress and warnings
  Session open(Consumer<String> say);

  /// Runs the server until it is told to stop; answers the exit code.
  int serve(Consumer<String> say);

  /// Brings the schema up to date; answers how many migrations that took.
  int migrate(Consumer<String> say);

  String version();
}
