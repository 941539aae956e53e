package dev.candlewick.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/// A proxy between a program and PostgreSQL that loses responses: after it is armed it forwards the
/// commit of one transaction that writes to a table, waits until PostgreSQL has responded, and cuts
/// the connection without passing the response on. The program must connect with
/// `prepareThreshold=0`, so that every statement passes as text.
public final class CommitProxy implements AutoCloseable {
  private final ServerSocket listening;
  private final int target;
  private final AtomicReference<String> armed = new AtomicReference<>("");
  private final AtomicInteger cuts = new AtomicInteger();
  private final Set<Line> lines = ConcurrentHashMap.newKeySet();
  private volatile boolean down;

  private CommitProxy(ServerSocket listening, int target) {
    this.listening = listening;
    this.target = target;
  }

  /// Returns a proxy of the PostgreSQL at a port of this machine.
  public static CommitProxy to(int port) {
    try {
      CommitProxy proxy =
          new CommitProxy(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), port);
      Thread.ofVirtual().start(proxy::accept);
      return proxy;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public int port() {
    return listening.getLocalPort();
  }

  /// Loses the response to the next commit after a statement with this text.
  public void loseCommitOf(String statement) {
    armed.set(statement);
  }

  /// Cuts every connection, and every new one immediately: the server is down.
  public void goDown() {
    down = true;
    lines.forEach(Line::cut);
  }

  /// Accepts connections again.
  public void comeBack() {
    down = false;
  }

  /// Returns how many responses were lost.
  public int cuts() {
    return cuts.get();
  }

  private void accept() {
    while (!listening.isClosed()) {
      try {
        Socket client = listening.accept();
        if (down) {
          client.close();
          continue;
        }
        Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
        Line line = new Line(client, server);
        lines.add(line);
        Thread.ofVirtual().start(line::forwardRequests);
        Thread.ofVirtual().start(line::forwardResponses);
      } catch (IOException e) {
        if (!listening.isClosed()) throw new UncheckedIOException(e);
      }
    }
  }

  /// One connection with its two ends.
  private final class Line {
    private final Socket client;
    private final Socket server;
    private boolean marked;
    private volatile boolean cutting;

    Line(Socket client, Socket server) {
      this.client = client;
      this.server = server;
    }

    void cut() {
      try (client;
          server) {
        lines.remove(this);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    void forwardRequests() {
      forward(client, server, this::inspect);
    }

    void forwardResponses() {
      forward(server, client, _ -> {});
    }

    /// Marks the transaction when it has the statement, and cuts it at its commit.
    private void inspect(String text) {
      String statement = armed.get();
      if (!statement.isEmpty() && text.contains(statement)) marked = true;
      if (!marked || !text.contains("COMMIT")) return;
      marked = false;
      if (armed.compareAndSet(statement, "")) cutting = true;
    }

    private void forward(Socket from, Socket to, Consumer<String> inspect) {
      byte[] buffer = new byte[1 << 16];
      try (from;
          to) {
        InputStream in = from.getInputStream();
        OutputStream out = to.getOutputStream();
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
          inspect.accept(new String(buffer, 0, read, StandardCharsets.ISO_8859_1));
          if (cutting && from.equals(server)) {
            cuts.incrementAndGet();
            return;
          }
          out.write(buffer, 0, read);
        }
      } catch (IOException e) {
        // The other end was closed; so this one is closed too.
        return;
      }
    }
  }

  @Override
  public void close() {
    try {
      listening.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
