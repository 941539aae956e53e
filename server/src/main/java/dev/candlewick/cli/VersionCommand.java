package dev.candlewick.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
    name = "version",
    description = "Print the versions of Candlewick and Java.",
    mixinStandardHelpOptions = true)
final class VersionCommand implements Runnable {
  private final Launcher launcher;
  @Spec CommandSpec spec = CommandSpec.create();

  VersionCommand(Launcher launcher) {
    this.launcher = launcher;
  }

  @Override
  public void run() {
    spec.commandLine()
        .getOut()
        .println("candlewick " + launcher.version() + ", Java " + Runtime.version());
  }
}
