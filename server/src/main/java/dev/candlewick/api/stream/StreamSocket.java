package dev.candlewick.api.stream;

import dev.candlewick.stream.Closing;
import dev.candlewick.stream.Connection;
import dev.candlewick.stream.Style;
import dev.candlewick.stream.Wire;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.http.WebSocketFrame;
import io.vertx.core.http.WebSocketFrameType;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;

/// One WebSocket: writes what the hub tells, hands on what the client says, one message at a time,
/// and finds out whether it is still there.
final class StreamSocket implements Wire, StreamLoop.Listener {
  private static final int PING_SECONDS = 20;
  private static final int SILENT_SECONDS = 60;
  private static final int FRAMES_PER_SECOND = 20;
  private static final int MOST_FRAMES = 60;
  private static final Buffer PING = Buffer.buffer("candlewick");

  private final ServerWebSocket socket;
  private final Connection connection;
  private final Runnable cut;
  private final Runnable flush;
  private int age;
  private int heard;
  private int allowed = MOST_FRAMES;
  private final SocketText received = new SocketText();

  /// What somebody says.
  interface Ear {
    /// Hears one message.
    ///
    /// @param answered to be run when the next message may come
    void hear(Connection connection, String message, Runnable answered);
  }

  private StreamSocket(Line line, StreamLoop loop, Style style, Consumer<Connection> left) {
    this.socket = line.socket();
    this.cut = line.cut();
    this.flush = line.flush();
    this.connection =
        loop.shard()
            .connect(
                this,
                style,
                gone -> {
                  loop.remove(this);
                  left.accept(gone);
                });
  }

  /// A WebSocket.
  ///
  /// @param cut ends it without a word
  /// @param flush sends what was written
  record Line(ServerWebSocket socket, Runnable cut, Runnable flush) {}

  /// A socket that was just opened, on its loop's thread.
  ///
  /// @param left runs when it has ended, whoever ended it
  static Connection open(
      Line line, StreamLoop loop, Style style, Ear ear, Consumer<Connection> left) {
    StreamSocket opened = new StreamSocket(line, loop, style, left);
    loop.add(opened);
    opened.listen(ear);
    return opened.connection;
  }

  private void listen(Ear ear) {
    socket.frameHandler(frame -> take(frame, ear));
    socket.exceptionHandler(fault -> {
      connection.close(SocketText.violation(fault));
      // Vert.x closes the line next, and what it has not flushed by then is lost.
      flush.run();
    });
    socket.closeHandler(nothing -> connection.gone());
  }

  /// Every frame counts, so that pings, which the server library answers by itself, and empty
  /// fragments are limited as messages are.
  private void take(WebSocketFrame frame, Ear ear) {
    heard = age;
    if (frame.isClose()) return;
    if (--allowed < 0) {
      connection.close(Closing.TOO_MUCH);
      return;
    }
    if (frame.isPing() || frame.type() == WebSocketFrameType.PONG) return;
    switch (received.add(frame)) {
      case SocketText.Part part -> {}
      case SocketText.Refused refused -> connection.close(refused.closing());
      case SocketText.Whole whole -> {
        socket.pause();
        ear.hear(connection, whole.text(), socket::resume);
      }
    }
  }

  @Override
  public void second() {
    age++;
    allowed = Math.min(MOST_FRAMES, allowed + FRAMES_PER_SECOND);
    if (age - heard > SILENT_SECONDS) connection.close(Closing.SILENT);
    else if (age % PING_SECONDS == 0) socket.writePing(PING);
  }

  @Override
  public void write(List<String> messages, Runnable sent) {
    Iterator<String> each = messages.iterator();
    while (each.hasNext()) {
      String message = each.next();
      if (each.hasNext()) socket.writeTextMessage(message);
      else socket.writeTextMessage(message, done -> after(done.succeeded(), sent));
    }
  }

  /// What could not be written is followed by the closing of the line.
  private static void after(boolean written, Runnable sent) {
    if (written) sent.run();
  }

  @Override
  public void close(Closing closing) {
    socket.close((short) closing.code(), closing.reason());
  }

  @Override
  public void cut() {
    cut.run();
  }
}
