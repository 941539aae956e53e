package dev.candlewick.cli;

import dev.candlewick.account.AccountException;
import dev.candlewick.provider.ProviderException;
import dev.candlewick.settings.SettingsException;
import dev.candlewick.store.StoreException;
import dev.candlewick.store.backup.BackupException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `candlewick`: the commands and the exit codes of their errors.
@Command(
    name = "candlewick",
    description = "Crypto market data, exactly once.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done",
      "1:failed",
      "2:wrong arguments or settings",
      "3:a backfill ended with failures or was cancelled"
    })
public final class Commands implements Runnable {
  static final int FAILED = 1;
  static final int USAGE_ERROR = 2;
  static final int INCOMPLETE = 3;

  @Spec CommandSpec spec = CommandSpec.create();

  private Commands() {}

  /// Creates the command line for a launcher.
  public static CommandLine commandLine(Launcher launcher) {
    CommandLine line =
        new CommandLine(new Commands())
            .addSubcommand(new ServeCommand(launcher))
            .addSubcommand(new MigrateCommand(launcher))
            .addSubcommand(new BackfillCommand(launcher))
            .addSubcommand(new CoverageCommand(launcher))
            .addSubcommand(new PlotCommand(launcher))
            .addSubcommand(new BackupCommand(launcher))
            .addSubcommand(new RestoreCommand(launcher))
            .addSubcommand(new DoctorCommand(launcher))
            .addSubcommand(new UserCommand(launcher))
            .addSubcommand(new TokenCommand(launcher))
            .addSubcommand(new VersionCommand(launcher))
            .addSubcommand(new TrainStartupCommand(launcher));
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.getCommandSpec().version("candlewick " + launcher.version());
    line.setExecutionExceptionHandler((fault, at, parsed) -> handleFault(fault, at));
    return line;
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "a command is missing");
  }

  /// Returns whether the message of an error is sufficient for the user.
  private static boolean isExpected(Exception fault) {
    return fault instanceof StoreException
        || fault instanceof PortTakenException
        || fault instanceof OutputException
        || fault instanceof BackupException
        || fault instanceof ProviderException
        || fault instanceof AccountException;
  }

  private static int handleFault(Exception fault, CommandLine at) {
    if (fault instanceof SettingsException settings) {
      settings.problems().forEach(problem -> at.getErr().println("candlewick: " + problem));
      return USAGE_ERROR;
    }
    if (isExpected(fault)) {
      at.getErr().println("candlewick: " + fault.getMessage());
      return FAILED;
    }
    at.getErr().println("candlewick: internal error:");
    fault.printStackTrace(at.getErr());
    return FAILED;
  }
}
