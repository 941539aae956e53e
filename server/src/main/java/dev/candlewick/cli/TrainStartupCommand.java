package dev.candlewick.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/// Run by the server itself, in a second process.
@Command(
    name = "train-startup",
    description = "Start, read once and end; the JDK records what a start loads.",
    hidden = true,
    mixinStandardHelpOptions = true)
final class TrainStartupCommand implements Callable<Integer> {
  private final Launcher launcher;

  TrainStartupCommand(Launcher launcher) {
    this.launcher = launcher;
  }

  @Override
  public Integer call() {
    return launcher.trainStartup(System.err::println);
  }
}
