package dev.candlewick.cli;

import dev.candlewick.account.ApiTokens;
import dev.candlewick.identity.Account;
import dev.candlewick.identity.Scope;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "token",
    description = "Create API tokens.",
    synopsisSubcommandLabel = "COMMAND",
    mixinStandardHelpOptions = true)
final class TokenCommand implements Runnable {
  private static final int MAX_DAYS = 36_500;

  private final Launcher launcher;
  @Spec CommandSpec spec = CommandSpec.create();

  TokenCommand(Launcher launcher) {
    this.launcher = launcher;
  }

  @Override
  public void run() {
    throw usageError("a command is missing");
  }

  @Command(
      name = "create",
      description = "Create an API token for an account and print it; it is never shown again.",
      mixinStandardHelpOptions = true)
  int create(
      @Parameters(paramLabel = "NAME") String username,
      @Option(names = "--name", defaultValue = "command line", description = "what it is for")
          String name,
      @Option(
              names = "--scope",
              split = ",",
              description = "read, market:write, portfolio:write, admin; default all but admin")
          @Nullable List<String> scopes,
      @Option(names = "--expires-in-days", description = "default never") @Nullable Integer days) {
    Set<Scope> wanted = scopes == null ? Scope.WORKSPACE : scopes(scopes);
    if (days != null && (days < 1 || days > MAX_DAYS)) {
      throw usageError("--expires-in-days must be from 1 to " + MAX_DAYS);
    }
    Duration life = days == null ? null : Duration.ofDays(days);
    try (Session session = launcher.open(spec.commandLine().getErr()::println)) {
      Account account =
          session
              .accounts()
              .find(username)
              .orElseThrow(() -> usageError("there is no user " + username));
      if (wanted.contains(Scope.ADMIN) && !account.admin()) {
        throw usageError("only an administrator's token has the scope admin");
      }
      ApiTokens.CreatedToken made =
          session
              .accounts()
              .apiTokens()
              .create(UserCommand.ACTOR, account.id(), name, wanted, life);
      spec.commandLine().getOut().println(made.secret());
      return 0;
    }
  }

  private Set<Scope> scopes(List<String> texts) {
    List<Scope> found = new ArrayList<>();
    for (String text : texts) {
      found.add(
          Scope.parse(text)
              .filter(ApiTokens.SCOPES::contains)
              .orElseThrow(() -> usageError("--scope: there is no scope " + text)));
    }
    return EnumSet.copyOf(found);
  }

  private ParameterException usageError(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
