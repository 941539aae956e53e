package dev.candlewick.store.embedded;

import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/// A running PostgreSQL of this machine, open to this process. Several processes, and several of
/// these in one process, share the server of a data home; the last one to close stops it. A server
/// that dies meanwhile is restarted on the same port.
public final class EmbeddedPostgres implements AutoCloseable {
  private final SharedServer server;
  private final AtomicBoolean closed = new AtomicBoolean();

  private EmbeddedPostgres(SharedServer server) {
    this.server = server;
  }

  /// Starts, adopts or joins the cluster of this data home and returns when it accepts connections.
  ///
  /// @param log receives progress and warnings for the operator, also later and from another thread
  public static EmbeddedPostgres open(Path home, Consumer<String> log) {
    return new EmbeddedPostgres(SharedServer.join(home, log));
  }

  /// Stops all servers for a process that is being stopped, at whatever moment of its start: no
  /// server is started any more, and those of this process are stopped where no other process uses
  /// them.
  public static void stopAll() {
    SharedServer.stopAll();
  }

  public int port() {
    return server.port();
  }

  public String jdbcUrl(String database) {
    return Access.url(port(), database);
  }

  /// Returns the superuser; it owns the database of the same name, which always exists.
  public String user() {
    return Access.USER;
  }

  public String password() {
    return server.password();
  }

  public boolean isAlive() {
    return server.isAlive();
  }

  long pid() {
    return server.pid();
  }

  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      server.release();
    }
  }
}
