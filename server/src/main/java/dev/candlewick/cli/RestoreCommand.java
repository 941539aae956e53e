package dev.candlewick.cli;

import dev.candlewick.store.backup.BackupManifest;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "restore",
    description = "Restore a backup, all of it or nothing; no server may run.",
    mixinStandardHelpOptions = true)
final class RestoreCommand implements Callable<Integer> {
  private final Launcher launcher;
  @Spec CommandSpec spec = CommandSpec.create();

  @Parameters(index = "0", paramLabel = "FILE", description = "written by candlewick backup")
  Path file = Path.of("");

  @Option(names = "--replace", description = "discard the instance's own data")
  boolean replace;

  RestoreCommand(Launcher launcher) {
    this.launcher = launcher;
  }

  @Override
  public Integer call() {
    BackupManifest read = launcher.restore(file, replace, spec.commandLine().getErr()::println);
    spec.commandLine()
        .getOut()
        .printf(Locale.ROOT, "%,d rows of %s restored%n", read.rows(), read.createdAt());
    return 0;
  }
}
