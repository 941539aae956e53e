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
    name = "backup",
    description = "Write the whole instance into one file; the server may run meanwhile.",
    mixinStandardHelpOptions = true)
final class BackupCommand implements Callable<Integer> {
  private final Launcher launcher;
  @Spec CommandSpec spec = CommandSpec.create();

  @Parameters(index = "0", paramLabel = "FILE", description = "keep it safe: it contains accounts")
  Path file = Path.of("");

  @Option(names = "--force", description = "replace an existing file")
  boolean force;

  BackupCommand(Launcher launcher) {
    this.launcher = launcher;
  }

  @Override
  public Integer call() {
    BackupManifest made = launcher.backup(file, force, spec.commandLine().getErr()::println);
    spec.commandLine()
        .getOut()
        .printf(
            Locale.ROOT,
            "%s: %,d rows, schema %s, read through%n",
            file,
            made.rows(),
            made.schema());
    return 0;
  }
}
