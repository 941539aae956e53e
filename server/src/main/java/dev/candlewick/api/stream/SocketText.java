package dev.candlewick.api.stream;

import dev.candlewick.stream.Closing;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.WebSocketFrame;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// Joins the frames of one WebSocket to text messages. The server library decodes text leniently,
/// and RFC 6455 wants a text that is not UTF-8 refused.
final class SocketText {
  private @Nullable Buffer begun;

  /// What a frame brings.
  sealed interface Result {}

  /// More of the message follows.
  record Part() implements Result {}

  /// A message is complete.
  record Whole(String text) implements Result {}

  /// The connection must end.
  record Refused(Closing closing) implements Result {}

  /// Takes a data frame; the library has checked that the order of the frames is right.
  Result add(WebSocketFrame frame) {
    if (frame.isBinary()) return new Refused(Closing.NOT_TEXT);
    Buffer bytes = begun == null ? Buffer.buffer() : begun;
    if (bytes.length() + frame.binaryData().length() > StreamServer.MOST_BYTES) {
      return new Refused(Closing.TOO_LONG);
    }
    bytes.appendBuffer(frame.binaryData());
    begun = frame.isFinal() ? null : bytes;
    return frame.isFinal() ? decoded(bytes) : new Part();
  }

  private static Result decoded(Buffer bytes) {
    try {
      ByteBuffer raw = ByteBuffer.wrap(bytes.getBytes());
      return new Whole(StandardCharsets.UTF_8.newDecoder().decode(raw).toString());
    } catch (CharacterCodingException malformed) {
      return new Refused(Closing.NOT_UTF8);
    }
  }

  /// Why a connection ends whose frames could not be read.
  static Closing violation(Throwable fault) {
    int code =
        fault instanceof CorruptedWebSocketFrameException corrupted
            ? corrupted.closeStatus().code()
            : Closing.PROTOCOL_ERROR.code();
    if (code == Closing.TOO_LONG.code()) return Closing.TOO_LONG;
    return code == Closing.NOT_UTF8.code() ? Closing.NOT_UTF8 : Closing.PROTOCOL_ERROR;
  }
}
