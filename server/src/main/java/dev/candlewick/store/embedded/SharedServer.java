package dev.candlewick.store.embedded;

import dev.candlewick.store.StoreException;
import dev.candlewick.store.StoreException.Kind;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// This process's share in the server of one data home: one instance per home, because locks
/// between processes have no effect inside one. A second opening of the home gets no progress
/// messages of its own.
final class SharedServer {
  private static final Map<Path, SharedServer> OPEN = new HashMap<>();

  /// Longer than a monitor needs to notice that its server died.
  private static final Duration SERVER_WAIT_TIMEOUT = Duration.ofSeconds(3);

  private static final Duration SERVER_WAIT_INTERVAL = Duration.ofMillis(200);

  private final Home home;
  private final Cluster cluster;
  private final LockFile users;
  private final Consumer<String> log;
  private final ServerMonitor monitor;
  private volatile Postmaster postmaster;
  private int openCount;

  private SharedServer(
      Home home, Cluster cluster, LockFile users, Postmaster postmaster, Consumer<String> log) {
    this.home = home;
    this.cluster = cluster;
    this.users = users;
    this.postmaster = postmaster;
    this.log = log;
    this.monitor = new ServerMonitor(this::isAlive, this::restart, log);
  }

  static SharedServer join(Path path, Consumer<String> log) {
    Home home = Home.prepare(path);
    synchronized (OPEN) {
      SharedServer server = OPEN.get(home.root());
      ShutdownState.throwIfBegun();
      if (server == null) {
        server = open(home, log);
        OPEN.put(home.root(), server);
        server.monitor.start();
      }
      server.openCount++;
      return server;
    }
  }

  private static SharedServer open(Home home, Consumer<String> log) {
    long deadline = System.nanoTime() + SERVER_WAIT_TIMEOUT.toNanos();
    Optional<SharedServer> opened = tryOpen(home, log);
    while (opened.isEmpty()) {
      if (System.nanoTime() > deadline) {
        throw new StoreException(
            Kind.HELD,
            "Another process uses the database in %s but its server is not visible from here. If it runs in another container, run this command there; else stop it and start again."
                .formatted(home.data()));
      }
      IoErrors.sleep(SERVER_WAIT_INTERVAL);
      opened = tryOpen(home, log);
    }
    return opened.get();
  }

  /// Returns the opened server; empty when other processes must restart theirs first; they need the
  /// mutex for it.
  private static Optional<SharedServer> tryOpen(Home home, Consumer<String> log) {
    try (LockFile _ = LockFile.lockExclusiveForStart(home.mutex(), log)) {
      LockFile users = LockFile.open(home.users());
      try {
        Optional<SharedServer> shared = openShared(home, users, log);
        if (shared.isEmpty()) {
          users.close();
        }
        return shared;
      } catch (RuntimeException e) {
        users.close();
        throw e;
      }
    }
  }

  private static Optional<SharedServer> openShared(
      Home home, LockFile users, Consumer<String> log) {
    boolean soleUser = users.tryUpgrade();
    if (!users.tryShared()) {
      throw new StoreException(
          Kind.HELD, "Another program locks " + home.users() + "; stop it and start again.");
    }
    Cluster cluster = Cluster.prepare(home, log);
    return cluster
        .ensureRunning(soleUser)
        .map(postmaster -> new SharedServer(home, cluster, users, postmaster, log));
  }

  /// Aborts what is being opened and closes what is open, because the process is being stopped; an
  /// owner of an open server may still close it.
  static void stopAll() {
    ShutdownState.begin();
    synchronized (OPEN) {
      List.copyOf(OPEN.values()).forEach(SharedServer::close);
      OPEN.clear();
    }
  }

  int port() {
    return postmaster.port();
  }

  long pid() {
    return postmaster.process().pid();
  }

  String password() {
    return cluster.password();
  }

  boolean isAlive() {
    return postmaster.isAlive();
  }

  private void restart() {
    int port = postmaster.port();
    try (LockFile _ = LockFile.lockExclusiveForStart(home.mutex(), log)) {
      postmaster = cluster.restart(port);
    }
    if (postmaster.port() != port) {
      log.accept("The database moved to port " + postmaster.port() + "; restart this program");
    }
  }

  void release() {
    synchronized (OPEN) {
      openCount--;
      if (openCount == 0 && OPEN.remove(home.root(), this)) {
        close();
      }
    }
  }

  /// Stops the server when this is its last process, also when this thread is interrupted: an
  /// interrupt would close the lock's channel and leave the server running.
  private void close() {
    boolean interrupted = Thread.interrupted();
    try {
      stop();
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private void stop() {
    cluster.cancelRestart();
    monitor.close();
    try (LockFile _ = LockFile.lockExclusive(home.mutex(), log);
        LockFile lock = users) {
      if (lock.tryUpgrade()) {
        cluster.stop(postmaster);
      }
    }
  }
}
