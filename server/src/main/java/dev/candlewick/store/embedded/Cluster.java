package dev.candlewick.store.embedded;

import dev.candlewick.store.StoreException;
import dev.candlewick.store.StoreException.Kind;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/// Finds, starts and stops the server of one home. Every method but `leave` wants the home's mutex.
final class Cluster {
  private static final int ATTEMPTS_AT_A_PORT = 3;
  private static final Duration STARTING_LIMIT = Duration.ofMinutes(5);
  private static final Duration MEMORY_LIMIT = Duration.ofSeconds(30);
  private static final Duration STOP_LIMIT = Duration.ofSeconds(60);
  private static final Duration MARGIN = Duration.ofSeconds(20);
  private static final Duration POLL = Duration.ofMillis(100);
  private static final Duration MEMORY_POLL = Duration.ofMillis(500);

  private final Home home;
  private final Consumer<String> say;
  private final String password;
  private final Commands commands;
  private final ClusterFiles files;
  private volatile boolean leaving;

  private Cluster(Home home, String password, Commands commands, Consumer<String> say) {
    this.home = home;
    this.say = say;
    this.password = password;
    this.commands = commands;
    this.files = new ClusterFiles(home, commands);
  }

  static Cluster prepare(Home home, Consumer<String> say) {
    Platform platform = Platform.current();
    Path programs = Binaries.unpacked(home, platform, say);
    Privileges privileges = Privileges.detect(home, platform);
    String password = Password.of(home);
    privileges.giveEntries(home);
    return new Cluster(home, password, new Commands(programs, privileges, home.root()), say);
  }

  String password() {
    return password;
  }

  /// Ends waiting in another thread's `restarted`.
  void leave() {
    leaving = true;
  }

  /// A server that accepts connections: the one that runs, or a new one. Empty when it is others
  /// who use the cluster and their server cannot be seen: it is restarting, or runs in another
  /// container, and a second one on the same files would destroy them.
  Optional<Postmaster> running(boolean alone) {
    if (!files.exist()) {
      home.requireFreeSpace(Home.LEAST_FREE_BYTES);
      files.create(password, say);
    }
    files.check();
    Optional<Postmaster> found = find();
    if (found.isEmpty() && !alone) {
      return found;
    }
    Postmaster postmaster = found.isPresent() ? found.get() : start();
    try {
      new Access(postmaster.port(), password).createDatabase(home.password());
      return Optional.of(postmaster);
    } catch (StoreException e) {
      if (found.isEmpty()) {
        stop(postmaster);
      }
      throw e;
    }
  }

  /// The server after it died, on the port that the connection pools know.
  Postmaster restarted(int port) {
    files.check();
    Optional<Postmaster> found = find();
    return found.isPresent() ? found.get() : start(port, ready());
  }

  private Optional<Postmaster> find() {
    return PidFile.read(home.data())
        .flatMap(file -> ProcessHandle.of(file.pid()))
        .flatMap(this::adopt);
  }

  /// Empty unless it is, or becomes, a server of our directory that takes our password.
  private Optional<Postmaster> adopt(ProcessHandle process) {
    long deadline = System.nanoTime() + STARTING_LIMIT.toNanos();
    while (Postmaster.isRunning(process)) {
      int port = PidFile.read(home.data()).map(PidFile::port).orElse(0);
      Access access = new Access(port, password);
      Access.Answer answer = port == 0 ? Access.Answer.NONE : access.ask(home.data());
      if (answer == Access.Answer.OURS) {
        return Optional.of(new Postmaster(process, port));
      }
      if (!Postmaster.serves(process, home.data())) {
        return Optional.empty();
      }
      if (answer == Access.Answer.WRONG_PASSWORD) {
        throw access.wrongPassword(home.password());
      }
      Stopping.giveUp();
      if (leaving || System.nanoTime() > deadline) {
        throw unavailable(
            "Process " + process.pid() + " holds " + home.data() + " but does not answer");
      }
      Faults.pause(POLL);
    }
    return Optional.empty();
  }

  private ServerLog ready() {
    home.requireFreeSpace(Home.LEAST_FREE_BYTES);
    if (PidFile.clearStale(home.data())) {
      say.accept("The database was not stopped properly last time; it recovers by itself");
    }
    files.configure();
    return ServerLog.begin(home.log(), commands.privileges());
  }

  /// Another program may take the port between our look and the server's.
  private Postmaster start() {
    for (int attempt = 1; ; attempt++) {
      int port = Ports.choose(home.port());
      try {
        Postmaster started = start(port, ready());
        Ports.remember(home.port(), port);
        return started;
      } catch (StoreException e) {
        if (e.kind() != Kind.HELD || attempt == ATTEMPTS_AT_A_PORT) {
          throw e;
        }
      }
    }
  }

  private Postmaster start(int port, ServerLog log) {
    long deadline = System.nanoTime() + MEMORY_LIMIT.toNanos();
    boolean said = false;
    Commands.Outcome outcome = startOnce(port);
    while (!outcome.succeeded()) {
      ServerLog.Failure failure = log.failure();
      if (failure != ServerLog.Failure.LEFTOVERS || leaving || System.nanoTime() > deadline) {
        throw notStarted(failure, port, outcome, log);
      }
      if (!said) {
        say.accept("Processes of the last run still hold the database's memory; waiting for them");
        said = true;
      }
      Faults.pause(MEMORY_POLL);
      log = ServerLog.begin(home.log(), commands.privileges());
      outcome = startOnce(port);
    }
    return PidFile.read(home.data())
        .flatMap(file -> ProcessHandle.of(file.pid()))
        .map(process -> new Postmaster(process, port))
        .orElseThrow(() -> unavailable("PostgreSQL started on port " + port + " and was gone"));
  }

  /// pg_ctl gives the server a session of its own, so that Ctrl-C here does not stop it first. When
  /// this process is stopped meanwhile, the server that was just started is stopped too.
  private Commands.Outcome startOnce(int port) {
    Commands.Outcome outcome = launch(port);
    if (Stopping.begun()) {
      PidFile.read(home.data())
          .flatMap(file -> ProcessHandle.of(file.pid()))
          .filter(process -> Postmaster.serves(process, home.data()))
          .ifPresent(this::stop);
      Stopping.giveUp();
    }
    return outcome;
  }

  private Commands.Outcome launch(int port) {
    return commands.runStarter(
        STARTING_LIMIT.plus(MARGIN),
        "pg_ctl",
        "start",
        "--wait",
        "--timeout=" + STARTING_LIMIT.toSeconds(),
        "--pgdata=" + home.data(),
        "--log=" + home.log(),
        "--options=-p %d -c listen_addresses=%s -c unix_socket_directories=''"
            .formatted(port, Access.HOST));
  }

  private StoreException notStarted(
      ServerLog.Failure failure, int port, Commands.Outcome outcome, ServerLog log) {
    String why =
        switch (failure) {
          case DISK_FULL -> "the disk under " + home.data() + " is full; free some space";
          case PORT_TAKEN -> "port " + port + " on " + Access.HOST + " is taken by another program";
          case LEFTOVERS -> "processes of the last run still hold " + home.data();
          case OTHER -> "see " + home.log();
        };
    String text =
        "PostgreSQL did not start: %s.%n%s%n%s"
            .formatted(why, outcome.text().strip(), ServerLog.tail(log.text()));
    // pg_ctl gave up waiting, the server did not: the next try finds it.
    boolean slow = outcome.text().contains("did not start in time");
    return new StoreException(slow ? Kind.UNAVAILABLE : failure.kind(), text);
  }

  private static StoreException unavailable(String message) {
    return new StoreException(Kind.UNAVAILABLE, message);
  }

  /// Nothing to do when it is dead already. The file is asked, not our memory: another process may
  /// have restarted the server meanwhile.
  void stop(Postmaster known) {
    PidFile.read(home.data())
        .flatMap(file -> ProcessHandle.of(file.pid()))
        .filter(
            process -> process.equals(known.process()) || Postmaster.serves(process, home.data()))
        .ifPresent(this::stop);
  }

  private void stop(ProcessHandle process) {
    Commands.Outcome outcome =
        commands.run(
            STOP_LIMIT.plus(MARGIN),
            "pg_ctl",
            "stop",
            "--wait",
            "--mode=fast",
            "--timeout=" + STOP_LIMIT.toSeconds(),
            "--pgdata=" + home.data());
    if (!outcome.succeeded() && Postmaster.isRunning(process)) {
      throw unavailable(
          "PostgreSQL (process %d, %s) did not stop: %s"
              .formatted(process.pid(), home.data(), outcome.text().strip()));
    }
  }
}
