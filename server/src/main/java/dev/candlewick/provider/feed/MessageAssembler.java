package dev.candlewick.provider.feed;

import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/// Puts the pieces of a WebSocket's messages together and hands whole ones on. It lets so many come
/// before they are dealt with; the rest waits at the venue.
final class MessageAssembler implements WebSocket.Listener {
  private static final int PREFETCH = 256;

  private final int maxLength;
  private final Receiver receiver;
  private final StringBuilder fragments = new StringBuilder();

  /// Hears of the socket on the socket's thread. Whoever has dealt with a message asks the socket
  /// for another.
  interface Receiver {
    void onMessage(String text);

    /// A ping, or a message of bytes; the socket goes on by itself.
    void onActivity(boolean readable);

    /// It is over.
    void onClosed(String reason);
  }

  /// @param longest most characters of a message; more end the connection
  MessageAssembler(int longest, Receiver receiver) {
    this.maxLength = longest;
    this.receiver = receiver;
  }

  @Override
  public void onOpen(WebSocket socket) {
    socket.request(PREFETCH);
  }

  @Override
  public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
    if (fragments.length() + data.length() > maxLength) {
      receiver.onClosed("a message of more than " + maxLength + " characters");
      socket.abort();
      return null;
    }
    fragments.append(data);
    if (last) {
      String text = fragments.toString();
      fragments.setLength(0);
      receiver.onMessage(text);
    } else {
      socket.request(1);
    }
    return null;
  }

  @Override
  public @Nullable CompletionStage<?> onBinary(WebSocket socket, ByteBuffer data, boolean last) {
    receiver.onActivity(!last);
    socket.request(1);
    return null;
  }

  /// The JDK has answered it.
  @Override
  public @Nullable CompletionStage<?> onPing(WebSocket socket, ByteBuffer message) {
    receiver.onActivity(true);
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
    receiver.onClosed("the venue closed the connection (" + code + ")");
    return null;
  }

  @Override
  public void onError(WebSocket socket, Throwable error) {
    receiver.onClosed("the connection broke (" + error.getClass().getSimpleName() + ")");
  }
}
