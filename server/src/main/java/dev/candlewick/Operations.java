package dev.candlewick;

import dev.candlewick.settings.DatabaseSettings;
import dev.candlewick.settings.Settings;
import dev.candlewick.store.backup.Backup;
import dev.candlewick.store.backup.BackupFile;
import dev.candlewick.store.backup.BackupManifest;
import dev.candlewick.store.backup.Restore;
import dev.candlewick.store.embedded.HomeLock;
import dev.candlewick.wiring.DatabaseAccess;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Backup and restore, on the database that the settings name.
final class Operations {
  private Operations() {}

  static BackupManifest backup(Settings settings, Path file, boolean force, Consumer<String> log) {
    try (DatabaseAccess access = DatabaseAccess.open(settings, log)) {
      return new Backup(access.owner(), Build.read().version(), log).write(file, force);
    }
  }

  /// The file is read through before the database is even started.
  static BackupManifest restore(
      Settings settings, Path file, boolean replace, Consumer<String> log) {
    try (BackupFile backup = BackupFile.open(file)) {
      HomeLock lock = lock(settings);
      try (DatabaseAccess access = DatabaseAccess.open(settings, log)) {
        new Restore(access.owner(), access.application(), log).restore(backup, replace);
        return backup.manifest();
      } finally {
        if (lock != null) lock.close();
      }
    }
  }

  /// Keeps a server of this home from starting meanwhile.
  private static @Nullable HomeLock lock(Settings settings) {
    return settings.database() instanceof DatabaseSettings.Embedded
        ? HomeLock.take(settings.home(), "candlewick restore")
        : null;
  }
}
