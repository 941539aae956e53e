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

/// A venue's WebSocket on the loopback. It sends configured responses and texts, and faults on
/// order: see `FeedPeer`.
public final class LoopbackFeed implements AutoCloseable {
  private final ServerSocket server;
  private final BiConsumer<FeedPeer, String> responses;
  private final List<FeedPeer> peers = new CopyOnWriteArrayList<>();
  private final AtomicInteger attempts = new AtomicInteger();
  private volatile boolean refusing;

  /// Starts a feed on a free port.
  ///
  /// @param responses receives each text a peer sends, such as `FeedResponses::binance`
  public LoopbackFeed(BiConsumer<FeedPeer, String> responses) {
    this.responses = responses;
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

  /// While true, every handshake is rejected.
  public void refuse(boolean now) {
    refusing = now;
  }

  /// Returns the number of connection attempts, rejected ones included.
  public int attempts() {
    return attempts.get();
  }

  /// Returns all peers that ever connected, in that order.
  public List<FeedPeer> peers() {
    return List.copyOf(peers);
  }

  /// Returns the peers that are connected now.
  public List<FeedPeer> connected() {
    return peers.stream().filter(FeedPeer::open).toList();
  }

  /// Returns the newest connected peer.
  public FeedPeer peer() {
    return connected().getLast();
  }

  /// Sends a text to every connected peer that has sent a request. Others get nothing, as from a
  /// real venue: the JDK's client (25) garbles a flood right behind its handshake.
  public void send(String text) {
    connected().stream()
        .filter(peer -> !peer.received().isEmpty())
        .forEach(peer -> peer.send(text));
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket socket = server.accept();
        socket.setTcpNoDelay(true);
        attempts.incrementAndGet();
        Thread.ofVirtual().name("loopback-peer").start(() -> serve(socket));
      } catch (IOException e) {
        // The server was closed, or a peer was gone before it was accepted.
        if (server.isClosed()) return;
      }
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      FeedPeer peer = new FeedPeer(socket, responses);
      if (!peer.handshake(refusing)) return;
      peers.add(peer);
      peer.listen();
    } catch (IOException e) {
      // A peer that closes in the middle of a frame is one of the tested cases.
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
    peers.forEach(FeedPeer::disconnect);
  }
}
