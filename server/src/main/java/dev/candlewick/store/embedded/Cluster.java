package dev.candlewick.store.embedded;

import dev.candlewick.store.StoreException;
import dev.candlewick.store.StoreException.Kind;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/// Finds, starts and stops the server of one data home. Every method but `cancelRestart` requires
/// the home's mutex.
final class Cluster {
  private static final int MAX_START_ATTEMPTS = 3;
  private static final Duration START_TIMEOUT = Duration.ofMinutes(5);
  private static final Duration MEMORY_TIMEOUT = Duration.ofSeconds(30);
  private static final Duration STOP_TIMEOUT = Duration.ofSeconds(60);
  private static final Duration TIMEOUT_MARGIN = Duration.ofSeconds(20);
  private static final Duration POLL_INTERVAL = Duration.ofMillis(100);
  private static final Duration MEMORY_POLL_INTERVAL = Duration.ofMillis(500);

  private final Home home;
  private final Consumer<String> log;
  private final String password;
  private final Commands commands;
  private final ClusterFiles files;
  private volatile boolean cancelled;

  private Cluster(Home home, String password, Commands commands, Consumer<String> log) {
    this.home = home;
    this.log = log;
    this.password = password;
    this.commands = commands;
    this.files = new ClusterFiles(home, commands);
  }

  static Cluster prepare(Home home, Consumer<String> log) {
    Platform platform = Platform.current();
    Path programs = Binaries.ensureUnpacked(home, platform, log);
    Privileges privileges = Privileges.detect(home, platform);
    String password = Password.readOrCreate(home);
    privileges.changeOwnerOfEntries(home);
    return new Cluster(home, password, new Commands(programs, privileges, home.root()), log);
  }

  String password() {
    return password;
  }

  /// Ends the waiting of another thread's `restart`.
  void cancelRestart() {
    cancelled = true;
  }

  /// Returns a server that accepts connections: the running one, or a new one. Empty when other
  /// processes use the cluster and their server is not visible: it is restarting, or runs in
  /// another container, and a second one on the same files would destroy them.
  Optional<Postmaster> ensureRunning(boolean soleUser) {
    if (!files.exist()) {
      home.requireFreeSpace(Home.MIN_FREE_BYTES);
      files.create(password, log);
    }
    files.check();
    Optional<Postmaster> found = findRunning();
    if (found.isEmpty() && !soleUser) {
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

  /// Restarts the server after it died, on the port that the connection pools use.
  Postmaster restart(int port) {
    files.check();
    Optional<Postmaster> found = findRunning();
    return found.isPresent() ? found.get() : start(port, prepareStart());
  }

  private Optional<Postmaster> findRunning() {
    return PidFile.read(home.data())
        .flatMap(file -> ProcessHandle.of(file.pid()))
        .flatMap(this::adopt);
  }

  /// Returns the server of a process; empty unless it is, or becomes, a server of the cluster's
  /// directory that accepts the password.
  private Optional<Postmaster> adopt(ProcessHandle process) {
    long deadline = System.nanoTime() + START_TIMEOUT.toNanos();
    while (Postmaster.isRunning(process)) {
      int port = PidFile.read(home.data()).map(PidFile::port).orElse(0);
      Access access = new Access(port, password);
      Access.ProbeResult result = port == 0 ? Access.ProbeResult.NONE : access.probe(home.data());
      if (result == Access.ProbeResult.OURS) {
        return Optional.of(new Postmaster(process, port));
      }
      if (!Postmaster.serves(process, home.data())) {
        return Optional.empty();
      }
      if (result == Access.ProbeResult.WRONG_PASSWORD) {
        throw access.wrongPassword(home.password());
      }
      ShutdownState.throwIfBegun();
      if (cancelled || System.nanoTime() > deadline) {
        throw unavailable(
            "Process " + process.pid() + " uses " + home.data() + " but does not respond");
      }
      IoErrors.sleep(POLL_INTERVAL);
    }
    return Optional.empty();
  }

  private ServerLog prepareStart() {
    home.requireFreeSpace(Home.MIN_FREE_BYTES);
    if (PidFile.clearStale(home.data())) {
      log.accept("The database was not stopped properly last time; it recovers by itself");
    }
    files.configure();
    return ServerLog.open(home.log(), commands.privileges());
  }

  /// Starts a server. Another program may take the port between the check and the server's start.
  private Postmaster start() {
    for (int attempt = 1; ; attempt++) {
      int port = Ports.choose(home.port());
      try {
        Postmaster started = start(port, prepareStart());
        Ports.remember(home.port(), port);
        return started;
      } catch (StoreException e) {
        if (e.kind() != Kind.HELD || attempt == MAX_START_ATTEMPTS) {
          throw e;
        }
      }
    }
  }

  private Postmaster start(int port, ServerLog serverLog) {
    long deadline = System.nanoTime() + MEMORY_TIMEOUT.toNanos();
    boolean logged = false;
    Commands.Outcome outcome = startOnce(port);
    while (!outcome.succeeded()) {
      ServerLog.Failure failure = serverLog.failure();
      if (failure != ServerLog.Failure.LEFTOVER_PROCESSES
          || cancelled
          || System.nanoTime() > deadline) {
        throw startFailure(failure, port, outcome, serverLog);
      }
      if (!logged) {
        log.accept("Processes of the last run still use the database's memory; waiting for them");
        logged = true;
      }
      IoErrors.sleep(MEMORY_POLL_INTERVAL);
      serverLog = ServerLog.open(home.log(), commands.privileges());
      outcome = startOnce(port);
    }
    return PidFile.read(home.data())
        .flatMap(file -> ProcessHandle.of(file.pid()))
        .map(process -> new Postmaster(process, port))
        .orElseThrow(() -> unavailable("PostgreSQL started on port " + port + " and exited"));
  }

  /// Runs one start. pg_ctl gives the server its own session, so that Ctrl-C here does not stop it
  /// first. When this process is stopped meanwhile, the server that was just started is stopped
  /// too.
  private Commands.Outcome startOnce(int port) {
    Commands.Outcome outcome = launch(port);
    if (ShutdownState.hasBegun()) {
      PidFile.read(home.data())
          .flatMap(file -> ProcessHandle.of(file.pid()))
          .filter(process -> Postmaster.serves(process, home.data()))
          .ifPresent(this::stop);
      ShutdownState.throwIfBegun();
    }
    return outcome;
  }

  private Commands.Outcome launch(int port) {
    return commands.runStarter(
        START_TIMEOUT.plus(TIMEOUT_MARGIN),
        "pg_ctl",
        "start",
        "--wait",
        "--timeout=" + START_TIMEOUT.toSeconds(),
        "--pgdata=" + home.data(),
        "--log=" + home.log(),
        "--options=-p %d -c listen_addresses=%s -c unix_socket_directories=''"
            .formatted(port, Access.HOST));
  }

  private StoreException startFailure(
      ServerLog.Failure failure, int port, Commands.Outcome outcome, ServerLog serverLog) {
    String reason =
        switch (failure) {
          case DISK_FULL -> "the disk under " + home.data() + " is full; free some space";
          case PORT_TAKEN -> "port " + port + " on " + Access.HOST + " is used by another program";
          case LEFTOVER_PROCESSES -> "processes of the last run still use " + home.data();
          case OTHER -> "see " + home.log();
        };
    String text =
        "PostgreSQL did not start: %s.%n%s%n%s"
            .formatted(reason, outcome.output().strip(), ServerLog.tail(serverLog.text()));
    // pg_ctl stopped waiting, but the server did not stop: the next attempt finds it.
    boolean slow = outcome.output().contains("did not start in time");
    return new StoreException(slow ? Kind.UNAVAILABLE : failure.kind(), text);
  }

  private static StoreException unavailable(String message) {
    return new StoreException(Kind.UNAVAILABLE, message);
  }

  /// Stops the server, if it still runs. The process id is read from the file, not from memory:
  /// another process may have restarted the server meanwhile.
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
            STOP_TIMEOUT.plus(TIMEOUT_MARGIN),
            "pg_ctl",
            "stop",
            "--wait",
            "--mode=fast",
            "--timeout=" + STOP_TIMEOUT.toSeconds(),
            "--pgdata=" + home.data());
    if (!outcome.succeeded() && Postmaster.isRunning(process)) {
      throw unavailable(
          "PostgreSQL (process %d, %s) did not stop: %s"
              .formatted(process.pid(), home.data(), outcome.output().strip()));
    }
  }
}
