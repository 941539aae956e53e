package dev.candlewick.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

@Command(
    name = "serve",
    description = "Run the server. Its settings are environment variables; none is needed.",
    mixinStandardHelpOptions = true)
final class ServeCommand implements Callable<Integer> {
  private final Launcher launcher;

  ServeCommand(Launcher launcher) {
    this.launcher = launcher;
  }

  @Override
  public Integer call() {
    return launcher.serve(System.err::println);
  }
}
