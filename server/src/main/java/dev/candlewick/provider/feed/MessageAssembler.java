package dev.candlewick.provider.feed;

import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/// Assembles the fragments of WebSocket messages and passes on whole messages. A fixed number may
/// arrive before they are processed; the rest waits at the venue.
final class MessageAssembler implements WebSocket.Listener {
  private static final int PREFETCH = 256;

  private final int maxLength;
  private final Receiver receiver;
  private final StringBuilder fragments = new StringBuilder();

  /// Receives the events of the socket, on the socket's thread. After processing a message, the
  /// receiver requests another from the socket.
  interface Receiver {
    void onMessage(String text);

    /// A ping or a binary message; the next one is requested automatically.
    void onActivity(boolean readable);

    /// The connection has ended.
    void onClosed(String reason);
  }

  /// Creates an assembler.
  ///
  /// @param longest the maximum number of characters in a message; a longer one ends the connection
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

  /// The JDK has already sent the pong.
  @Override
  public @Nullable CompletionStage<?> onPing(WebSocket socket, ByteBuffer message) {
    receiver.onActivity(true);
    socket.request(1);
    return null;
  }

  /// A pong shows that the connection works, but nothing about the venue behind it.
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
    receiver.onClosed("the connection failed (" + error.getClass().getSimpleName() + ")");
  }
}
