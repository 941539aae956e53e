package dev.candlewick.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
    name = "migrate",
    description = "Migrate the database to the current schema; serve does it too.",
    mixinStandardHelpOptions = true)
final class MigrateCommand implements Callable<Integer> {
  private final Launcher launcher;
  @Spec CommandSpec spec = CommandSpec.create();

  MigrateCommand(Launcher launcher) {
    this.launcher = launcher;
  }

  @Override
  public Integer call() {
    int applied = launcher.migrate(spec.commandLine().getErr()::println);
    spec.commandLine().getOut().println(applied + " migration(s) applied");
    return 0;
  }
}
