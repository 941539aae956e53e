package dev.candlewick.api.stream;

import dev.candlewick.stream.Closing;
import dev.candlewick.stream.Connection;
import dev.candlewick.stream.Style;
import dev.candlewick.stream.Wire;
import io.vertx.core.http.HttpServerResponse;
import java.util.List;
import java.util.function.Consumer;

/// One stream of server-sent events.
final class StreamEvents implements Wire {
  private final HttpServerResponse response;
  private final Connection connection;

  private StreamEvents(
      HttpServerResponse response, StreamLoop loop, Style style, Consumer<Connection> left) {
    this.response = response;
    this.connection = loop.shard().connect(this, style, left);
  }

  /// A response that becomes a stream, on its loop's thread.
  ///
  /// @param left runs when it has ended, whoever ended it
  static Connection open(
      HttpServerResponse response, StreamLoop loop, Style style, Consumer<Connection> left) {
    response
        .setChunked(true)
        .putHeader("Content-Type", "text/event-stream; charset=utf-8")
        .putHeader("Content-Encoding", "identity")
        .putHeader("Cache-Control", "no-store")
        .putHeader("X-Accel-Buffering", "no");
    Connection connection = new StreamEvents(response, loop, style, left).connection;
    // What goes wrong on the line ends in its closing.
    response.exceptionHandler(fault -> {});
    response.closeHandler(nothing -> connection.gone());
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
  public void close(Closing closing) {
    response.end();
  }

  @Override
  public void cut() {
    response.reset();
  }
}
