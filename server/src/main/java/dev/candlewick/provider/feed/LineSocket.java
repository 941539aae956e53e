package dev.candlewick.provider.feed;

import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/// Puts the pieces of a WebSocket's messages together and hands whole ones on. It lets so many come
/// before they are dealt with; the rest waits at the venue.
final class LineSocket implements WebSocket.Listener {
  private static final int AHEAD = 256;

  private final int longest;
  private final Receiver receiver;
  private final StringBuilder pieces = new StringBuilder();

  /// Hears of the socket on the socket's thread. Whoever has dealt with a message asks the socket
  /// for another.
  interface Receiver {
    void message(String text);

    /// A ping, or a message of bytes; the socket goes on by itself.
    void signOfLife(boolean readable);

    /// It is over.
    void ended(String reason);
  }

  /// @param longest most characters of a message; more end the connection
  LineSocket(int longest, Receiver receiver) {
    this.longest = longest;
    this.receiver = receiver;
  }

  @Override
  public void onOpen(WebSocket socket) {
    socket.request(AHEAD);
  }

  @Override
  public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
    if (pieces.length() + data.length() > longest) {
      receiver.ended("a message of more than " + longest + " characters");
      socket.abort();
      return null;
    }
    pieces.append(data);
    if (last) {
      String text = pieces.toString();
      pieces.setLength(0);
      receiver.message(text);
    } else {
      socket.request(1);
    }
    return null;
  }

  @Override
  public @Nullable CompletionStage<?> onBinary(WebSocket socket, ByteBuffer data, boolean last) {
    receiver.signOfLife(!last);
    socket.request(1);
    return null;
  }

  /// The JDK has answered it.
  @Override
  public @Nullable CompletionStage<?> onPing(WebSocket socket, ByteBuffer message) {
    receiver.signOfLife(true);
    socket.request(1);
    return null;
  }

  /// The line lives; of the venue behind it that says nothing.
  @Override
  public @Nullable CompletionStage<?> onPong(WebSocket socket, ByteBuffer message) {
    socket.request(1);
    return null;
  }

  @Override
  public @Nullable CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
    receiver.ended("the venue closed the connection (" + code + ")");
    return null;
  }

  @Override
  public void onError(WebSocket socket, Throwable error) {
    receiver.ended("the connection broke (" + error.getClass().getSimpleName() + ")");
  }
}
