package dev.candlewick.cli;

import dev.candlewick.cli.Finding.Level;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
    name = "doctor",
    description = "Check the settings, the data home, the database, the venues and the clock.",
    mixinStandardHelpOptions = true)
final class DoctorCommand implements Callable<Integer> {
  private final Launcher launcher;
  @Spec CommandSpec spec = CommandSpec.create();

  DoctorCommand(Launcher launcher) {
    this.launcher = launcher;
  }

  @Override
  public Integer call() {
    List<Finding> findings = launcher.diagnose();
    PrintWriter out = spec.commandLine().getOut();
    for (Finding finding : findings) {
      String level = finding.level().name().toLowerCase(Locale.ROOT);
      out.printf(Locale.ROOT, "%-8s %-10s %s%n", level, finding.subject(), finding.detail());
      if (!finding.advice().isEmpty())
        out.printf(Locale.ROOT, "%-19s -> %s%n", "", finding.advice());
    }
    long failures = findings.stream().filter(f -> f.level() == Level.FAILURE).count();
    long warnings = findings.stream().filter(f -> f.level() == Level.WARNING).count();
    out.printf(Locale.ROOT, "%d failure(s), %d warning(s)%n", failures, warnings);
    return failures == 0 ? 0 : Commands.FAILED;
  }
}
