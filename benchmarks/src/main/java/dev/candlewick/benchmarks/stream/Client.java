package dev.candlewick.benchmarks.stream;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;

/// One connection and the little that is known of it.
final class Client {
  /// What it waits for.
  enum Stage {
    CONNECTION,
    HANDSHAKE,
    FRAMES,
    NOTHING
  }

  final SocketChannel channel;
  final boolean stalls;
  Stage stage = Stage.CONNECTION;

  /// Bytes of a frame that is not whole yet.
  byte @Nullable [] rest;

  long frames;
  long sequence = -1;

  Client(SocketChannel channel, boolean stalls) {
    this.channel = channel;
    this.stalls = stalls;
  }

  /// Sends all of it now. What clients say is short, so that a full buffer means a server that has
  /// long ceased to read.
  void send(ByteBuffer bytes) throws IOException {
    channel.write(bytes);
    if (bytes.hasRemaining()) throw new IOException("the server does not read");
  }
}
