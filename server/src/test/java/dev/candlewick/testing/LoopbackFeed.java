package dev.candlewick.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;

/// A venue's WebSocket on the loopback. It answers what it is sent as it was told to, says what it
/// is told to say, and misbehaves on order: see `FeedPeer`.
public final class LoopbackFeed implements AutoCloseable {
  private final ServerSocket server;
  private final BiConsumer<FeedPeer, String> answers;
  private final List<FeedPeer> peers = new CopyOnWriteArrayList<>();
  private final AtomicInteger attempts = new AtomicInteger();
  private volatile boolean refusing;

  /// @param answers hears of each text a peer sends, such as `FeedAnswers::binance`
  public LoopbackFeed(BiConsumer<FeedPeer, String> answers) {
    this.answers = answers;
    try {
      this.server = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.ofVirtual().name("loopback-feed").start(this::accept);
  }

  public URI uri() {
    return URI.create("ws://127.0.0.1:" + server.getLocalPort());
  }

  /// While true, nobody gets a WebSocket.
  public void refuse(boolean now) {
    refusing = now;
  }

  /// How often somebody tried to connect, refused ones among them.
  public int attempts() {
    return attempts.get();
  }

  /// All that ever connected, in that order.
  public List<FeedPeer> peers() {
    return List.copyOf(peers);
  }

  /// Those that are connected now.
  public List<FeedPeer> connected() {
    return peers.stream().filter(FeedPeer::open).toList();
  }

  /// The newest that is connected.
  public FeedPeer peer() {
    return connected().getLast();
  }

  /// Says this to everybody who is connected and has asked for something. Who has not is spared, as
  /// by a real venue: the JDK's client (25) garbles a flood right behind its handshake.
  public void say(String text) {
    connected().stream().filter(peer -> !peer.received().isEmpty()).forEach(peer -> peer.say(text));
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket socket = server.accept();
        socket.setTcpNoDelay(true);
        attempts.incrementAndGet();
        Thread.ofVirtual().name("loopback-peer").start(() -> serve(socket));
      } catch (IOException e) {
        // It was closed, or a peer was gone before it was let in.
        if (server.isClosed()) return;
      }
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      FeedPeer peer = new FeedPeer(socket, answers);
      if (!peer.shakeHands(refusing)) return;
      peers.add(peer);
      peer.listen();
    } catch (IOException e) {
      // A peer that hangs up in the middle of a frame is one of the things to be tried.
      return;
    }
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    peers.forEach(FeedPeer::hangUp);
  }
}
