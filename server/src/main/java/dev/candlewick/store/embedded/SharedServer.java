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

/// This process's share in the server of one home: one per home, because locks between processes do
/// not count inside one. Whoever opens it a second time hears no progress of its own.
final class SharedServer {
  private static final Map<Path, SharedServer> OPEN = new HashMap<>();

  /// Longer than a watch needs to notice that its server died.
  private static final Duration UNSEEN_LIMIT = Duration.ofSeconds(3);

  private static final Duration UNSEEN_POLL = Duration.ofMillis(200);

  private final Home home;
  private final Cluster cluster;
  private final LockFile users;
  private final Consumer<String> say;
  private final Watch watch;
  private volatile Postmaster postmaster;
  private int guests;

  private SharedServer(
      Home home, Cluster cluster, LockFile users, Postmaster postmaster, Consumer<String> say) {
    this.home = home;
    this.cluster = cluster;
    this.users = users;
    this.postmaster = postmaster;
    this.say = say;
    this.watch = new Watch(this::alive, this::restart, say);
  }

  static SharedServer join(Path path, Consumer<String> say) {
    Home home = Home.prepare(path);
    synchronized (OPEN) {
      SharedServer server = OPEN.get(home.root());
      Stopping.giveUp();
      if (server == null) {
        server = open(home, say);
        OPEN.put(home.root(), server);
        server.watch.start();
      }
      server.guests++;
      return server;
    }
  }

  private static SharedServer open(Home home, Consumer<String> say) {
    long deadline = System.nanoTime() + UNSEEN_LIMIT.toNanos();
    Optional<SharedServer> opened = tryOpen(home, say);
    while (opened.isEmpty()) {
      if (System.nanoTime() > deadline) {
        throw new StoreException(
            Kind.HELD,
            "Another process uses the database in %s but its server is not to be seen from here. If it runs in another container, run this command there; else end it and start again."
                .formatted(home.data()));
      }
      Faults.pause(UNSEEN_POLL);
      opened = tryOpen(home, say);
    }
    return opened.get();
  }

  /// Empty when others must restart their server first; they need the mutex for it.
  private static Optional<SharedServer> tryOpen(Home home, Consumer<String> say) {
    try (LockFile _ = LockFile.exclusiveForStart(home.mutex(), say)) {
      LockFile users = LockFile.open(home.users());
      try {
        Optional<SharedServer> shared = share(home, users, say);
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

  private static Optional<SharedServer> share(Home home, LockFile users, Consumer<String> say) {
    boolean alone = users.isLast();
    if (!users.shares()) {
      throw new StoreException(
          Kind.HELD, "Another program locks " + home.users() + "; end it and start again.");
    }
    Cluster cluster = Cluster.prepare(home, say);
    return cluster
        .running(alone)
        .map(postmaster -> new SharedServer(home, cluster, users, postmaster, say));
  }

  /// Ends what is being opened and closes what is open, because the process is being stopped; those
  /// who have a server open may close it all the same.
  static void stopAll() {
    Stopping.begin();
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

  boolean alive() {
    return postmaster.alive();
  }

  private void restart() {
    int port = postmaster.port();
    try (LockFile _ = LockFile.exclusiveForStart(home.mutex(), say)) {
      postmaster = cluster.restarted(port);
    }
    if (postmaster.port() != port) {
      say.accept("The database moved to port " + postmaster.port() + "; restart this program");
    }
  }

  void leave() {
    synchronized (OPEN) {
      guests--;
      if (guests == 0 && OPEN.remove(home.root(), this)) {
        close();
      }
    }
  }

  /// The last process out stops the server, also when this thread is asked to end: an interrupt
  /// would close the lock's channel and leave the server running.
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
    cluster.leave();
    watch.close();
    try (LockFile _ = LockFile.exclusive(home.mutex(), say);
        LockFile ours = users) {
      if (ours.isLast()) {
        cluster.stop(postmaster);
      }
    }
  }
}
