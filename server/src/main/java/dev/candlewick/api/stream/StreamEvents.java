package dev.candlewick.api.stream;

import dev.candlewick.stream.CloseReason;
import dev.candlewick.stream.MessageFormat;
import dev.candlewick.stream.MessageSink;
import dev.candlewick.stream.StreamConnection;
import io.vertx.core.http.HttpServerResponse;
import java.util.List;
import java.util.function.Consumer;

/// One stream of server-sent events.
final class StreamEvents implements MessageSink {
  private final HttpServerResponse response;
  private final StreamConnection connection;

  private StreamEvents(
      HttpServerResponse response,
      StreamLoop loop,
      MessageFormat format,
      Consumer<StreamConnection> onClose) {
    this.response = response;
    this.connection = loop.shard().connect(this, format, onClose);
  }

  /// A response that becomes a stream, on its loop's thread.
  ///
  /// @param onClose runs when it has ended, by either side
  static StreamConnection open(
      HttpServerResponse response,
      StreamLoop loop,
      MessageFormat format,
      Consumer<StreamConnection> onClose) {
    response
        .setChunked(true)
        .putHeader("Content-Type", "text/event-stream; charset=utf-8")
        .putHeader("Content-Encoding", "identity")
        .putHeader("Cache-Control", "no-store")
        .putHeader("X-Accel-Buffering", "no");
    StreamConnection connection = new StreamEvents(response, loop, format, onClose).connection;
    // A fault of the connection also closes it, which the close handler handles.
    response.exceptionHandler(fault -> {});
    response.closeHandler(nothing -> connection.markClosed());
    return connection;
  }

  @Override
  public void write(List<String> messages, Runnable sent) {
    response.write(
        String.join("", messages),
        done -> {
          if (done.succeeded()) sent.run();
        });
  }

  @Override
  public void close(CloseReason reason) {
    response.end();
  }

  @Override
  public void abort() {
    response.reset();
  }
}
