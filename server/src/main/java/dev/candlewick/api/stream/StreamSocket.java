package dev.candlewick.api.stream;

import dev.candlewick.stream.CloseReason;
import dev.candlewick.stream.MessageFormat;
import dev.candlewick.stream.MessageSink;
import dev.candlewick.stream.StreamConnection;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.http.WebSocketFrame;
import io.vertx.core.http.WebSocketFrameType;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;

/// One WebSocket: writes the messages of the hub, passes on the messages of the client one at a
/// time, and pings the client.
final class StreamSocket implements MessageSink, StreamLoop.Listener {
  private static final int PING_SECONDS = 20;
  private static final int TIMEOUT_SECONDS = 60;
  private static final int FRAMES_PER_SECOND = 20;
  private static final int MAX_FRAMES = 60;
  private static final Buffer PING = Buffer.buffer("candlewick");

  private final ServerWebSocket socket;
  private final StreamConnection connection;
  private final Runnable abort;
  private final Runnable flush;
  private int age;
  private int lastReceived;
  private int framesLeft = MAX_FRAMES;
  private final TextFrameAggregator aggregator = new TextFrameAggregator();

  /// Handles the messages of a client.
  interface MessageHandler {
    /// Handles one message.
    ///
    /// @param onComplete runs when the next message may be passed on
    void handle(StreamConnection connection, String message, Runnable onComplete);
  }

  private StreamSocket(
      SocketHandle handle,
      StreamLoop loop,
      MessageFormat format,
      Consumer<StreamConnection> onClose) {
    this.socket = handle.socket();
    this.abort = handle.abort();
    this.flush = handle.flush();
    this.connection =
        loop.shard()
            .connect(
                this,
                format,
                gone -> {
                  loop.remove(this);
                  onClose.accept(gone);
                });
  }

  /// A WebSocket.
  ///
  /// @param abort closes it without a close frame
  /// @param flush sends the written bytes
  record SocketHandle(ServerWebSocket socket, Runnable abort, Runnable flush) {}

  /// A socket that was just opened, on its loop's thread.
  ///
  /// @param onClose runs when it has ended, by either side
  static StreamConnection open(
      SocketHandle handle,
      StreamLoop loop,
      MessageFormat format,
      MessageHandler handler,
      Consumer<StreamConnection> onClose) {
    StreamSocket opened = new StreamSocket(handle, loop, format, onClose);
    loop.add(opened);
    opened.attachHandlers(handler);
    return opened.connection;
  }

  private void attachHandlers(MessageHandler handler) {
    socket.frameHandler(frame -> receive(frame, handler));
    socket.exceptionHandler(fault -> {
      connection.close(TextFrameAggregator.closeReason(fault));
      // Vert.x closes the connection next, and loses bytes that are not flushed.
      flush.run();
    });
    socket.closeHandler(nothing -> connection.markClosed());
  }

  /// Every frame counts, so that pings, to which the library responds by itself, and empty
  /// fragments are limited as messages are.
  private void receive(WebSocketFrame frame, MessageHandler handler) {
    lastReceived = age;
    if (frame.isClose()) return;
    if (--framesLeft < 0) {
      connection.close(CloseReason.TOO_MANY_MESSAGES);
      return;
    }
    if (frame.isPing() || frame.type() == WebSocketFrameType.PONG) return;
    switch (aggregator.add(frame)) {
      case TextFrameAggregator.Incomplete incomplete -> {}
      case TextFrameAggregator.Rejected rejected -> connection.close(rejected.reason());
      case TextFrameAggregator.Complete complete -> {
        socket.pause();
        handler.handle(connection, complete.text(), socket::resume);
      }
    }
  }

  @Override
  public void onSecond() {
    age++;
    framesLeft = Math.min(MAX_FRAMES, framesLeft + FRAMES_PER_SECOND);
    if (age - lastReceived > TIMEOUT_SECONDS) connection.close(CloseReason.PING_TIMEOUT);
    else if (age % PING_SECONDS == 0) socket.writePing(PING);
  }

  @Override
  public void write(List<String> messages, Runnable sent) {
    Iterator<String> each = messages.iterator();
    while (each.hasNext()) {
      String message = each.next();
      if (each.hasNext()) socket.writeTextMessage(message);
      else socket.writeTextMessage(message, done -> notifySent(done.succeeded(), sent));
    }
  }

  /// A failed write is followed by the close of the connection.
  private static void notifySent(boolean written, Runnable sent) {
    if (written) sent.run();
  }

  @Override
  public void close(CloseReason reason) {
    socket.close((short) reason.code(), reason.reason());
  }

  @Override
  public void abort() {
    abort.run();
  }
}
