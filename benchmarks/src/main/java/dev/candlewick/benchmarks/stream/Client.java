package dev.candlewick.benchmarks.stream;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;

/// One connection and its state.
final class Client {
  /// The stage of a connection: what it waits for.
  enum Stage {
    CONNECTION,
    HANDSHAKE,
    FRAMES,
    NOTHING
  }

  final SocketChannel channel;
  final boolean stalls;
  Stage stage = Stage.CONNECTION;

  /// Bytes of an incomplete frame.
  byte @Nullable [] rest;

  long frames;
  long sequence = -1;

  Client(SocketChannel channel, boolean stalls) {
    this.channel = channel;
    this.stalls = stalls;
  }

  /// Sends all bytes immediately. Messages of clients are short, so a full buffer means that the
  /// server stopped reading long ago.
  void send(ByteBuffer bytes) throws IOException {
    channel.write(bytes);
    if (bytes.hasRemaining()) throw new IOException("the server does not read");
  }
}
