package dev.candlewick.cli;

import dev.candlewick.account.AccountRules;
import dev.candlewick.account.Accounts;
import dev.candlewick.identity.Account;
import dev.candlewick.identity.Actor;
import java.util.List;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "user",
    description = "Create, disable and change accounts.",
    synopsisSubcommandLabel = "COMMAND",
    mixinStandardHelpOptions = true)
final class UserCommand implements Runnable {
  static final Actor ACTOR = new Actor(0, "command line", "none", null);
  private static final int PAGE = 1000;

  private final Launcher launcher;
  @Spec CommandSpec spec = CommandSpec.create();

  UserCommand(Launcher launcher) {
    this.launcher = launcher;
  }

  @Override
  public void run() {
    throw usageError("a command is missing");
  }

  @Command(name = "create", description = "Create an account.", mixinStandardHelpOptions = true)
  int create(
      @Parameters(paramLabel = "NAME") String name,
      @Option(names = "--admin", description = "the account is an administrator's") boolean admin,
      @Option(
              names = "--password-stdin",
              description = "read the password from a line of the standard input, without a prompt")
          boolean stdin) {
    requireValid("NAME", AccountRules.usernameError(name));
    String password = PasswordInput.read(stdin, spec.commandLine());
    requireValid("the password", AccountRules.passwordError(name, password));
    return withAccounts(accounts -> {
      Account made = accounts.create(ACTOR, name, password, admin);
      printLine("made " + line(made));
      return 0;
    });
  }

  @Command(
      name = "disable",
      description = "End an account's sessions and tokens; its data stays.",
      mixinStandardHelpOptions = true)
  int disable(@Parameters(paramLabel = "NAME") String name) {
    return change(name, (accounts, id) -> accounts.setDisabled(ACTOR, id, true));
  }

  @Command(
      name = "enable",
      description = "Enable a disabled account; its API tokens are valid again.",
      mixinStandardHelpOptions = true)
  int enable(@Parameters(paramLabel = "NAME") String name) {
    return change(name, (accounts, id) -> accounts.setDisabled(ACTOR, id, false));
  }

  @Command(
      name = "admin",
      description = "Make an account an administrator's.",
      mixinStandardHelpOptions = true)
  int admin(
      @Parameters(paramLabel = "NAME") String name,
      @Option(names = "--revoke", description = "make it an ordinary account") boolean revoke) {
    return change(name, (accounts, id) -> accounts.setAdmin(ACTOR, id, !revoke));
  }

  @Command(
      name = "delete",
      description =
          "Delete an account with its positions, assets, sessions and tokens; the audit log stays.",
      mixinStandardHelpOptions = true)
  int delete(
      @Parameters(paramLabel = "NAME") String name,
      @Option(
              names = "--confirm",
              paramLabel = "NAME",
              required = true,
              description = "the name again: a deletion cannot be undone")
          String confirmed) {
    if (!confirmed.equals(name)) throw usageError("--confirm does not repeat the name");
    return withAccounts(accounts -> {
      Account account =
          accounts.find(name).orElseThrow(() -> usageError("there is no user " + name));
      accounts.delete(ACTOR, account.id());
      printLine("deleted " + line(account));
      return 0;
    });
  }

  @Command(name = "list", description = "List all accounts.", mixinStandardHelpOptions = true)
  int list() {
    return withAccounts(accounts -> {
      long last = 0;
      List<Account> page;
      do {
        page = accounts.list(last, PAGE);
        page.forEach(account -> printLine(line(account)));
        last = page.isEmpty() ? last : page.getLast().id();
      } while (page.size() == PAGE);
      return 0;
    });
  }

  private interface Change {
    boolean apply(Accounts accounts, long accountId);
  }

  private int change(String name, Change change) {
    return withAccounts(accounts -> {
      Account account =
          accounts.find(name).orElseThrow(() -> usageError("there is no user " + name));
      change.apply(accounts, account.id());
      accounts.find(account.id()).ifPresent(now -> printLine(line(now)));
      return 0;
    });
  }

  private int withAccounts(ToIntFunction<Accounts> work) {
    try (Session session = launcher.open(spec.commandLine().getErr()::println)) {
      return work.applyAsInt(session.accounts());
    }
  }

  private void printLine(String line) {
    spec.commandLine().getOut().println(line);
    spec.commandLine().getOut().flush();
  }

  private static String line(Account account) {
    return account.username()
        + " (id "
        + account.id()
        + (account.admin() ? ", administrator" : "")
        + (account.disabled() ? ", disabled" : "")
        + ")";
  }

  private void requireValid(String what, @Nullable String fault) {
    if (fault != null) throw usageError(what + " " + fault);
  }

  private ParameterException usageError(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
