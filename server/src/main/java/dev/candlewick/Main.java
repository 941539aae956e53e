package dev.candlewick;

import dev.candlewick.cli.Commands;
import dev.candlewick.cli.Finding;
import dev.candlewick.cli.Launcher;
import dev.candlewick.cli.Session;
import dev.candlewick.settings.Settings;
import dev.candlewick.store.backup.BackupManifest;
import dev.candlewick.wiring.Wiring;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/// Where the program begins: reads the command line and wires what the command needs.
@QuarkusMain
public final class Main implements Launcher {
  private Main() {}

  /// Libraries format letters and numbers alike everywhere; our own code names its locale.
  public static void main(String[] args) {
    Locale.setDefault(Locale.ROOT);
    System.exit(Commands.commandLine(new Main()).execute(args));
  }

  @Override
  public Session open(Consumer<String> log) {
    return Wiring.open(settings(), log).session();
  }

  @Override
  public int serve(Consumer<String> log) {
    return ServerLifecycle.run(settings(), log);
  }

  @Override
  public int trainStartup(Consumer<String> log) {
    return ServerLifecycle.trainStartup(settings(), log);
  }

  @Override
  public int migrate(Consumer<String> log) {
    return Wiring.migrate(settings(), log);
  }

  @Override
  public BackupManifest backup(Path file, boolean force, Consumer<String> log) {
    return Operations.backup(settings(), file, force, log);
  }

  @Override
  public BackupManifest restore(Path file, boolean replace, Consumer<String> log) {
    return Operations.restore(settings(), file, replace, log);
  }

  @Override
  public List<Finding> diagnose() {
    return Diagnosis.of(System.getenv(), Path.of("").toAbsolutePath());
  }

  @Override
  public String version() {
    return Build.read().version();
  }

  private static Settings settings() {
    return Settings.read(System.getenv(), Path.of("").toAbsolutePath());
  }
}
