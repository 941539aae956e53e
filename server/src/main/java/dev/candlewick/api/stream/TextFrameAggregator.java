package dev.candlewick.api.stream;

import dev.candlewick.stream.CloseReason;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.WebSocketFrame;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// Joins the frames of one WebSocket to text messages. The server library decodes text leniently,
/// but RFC 6455 requires that text which is not UTF-8 is refused.
final class TextFrameAggregator {
  private @Nullable Buffer partial;

  /// The result of a frame.
  sealed interface Result {}

  /// More of the message follows.
  record Incomplete() implements Result {}

  /// A message is complete.
  record Complete(String text) implements Result {}

  /// The connection must end.
  record Rejected(CloseReason reason) implements Result {}

  /// Adds a data frame; the library has checked the order of the frames.
  Result add(WebSocketFrame frame) {
    if (frame.isBinary()) return new Rejected(CloseReason.NOT_TEXT);
    Buffer bytes = partial == null ? Buffer.buffer() : partial;
    if (bytes.length() + frame.binaryData().length() > WebSocketCustomizer.MAX_BYTES) {
      return new Rejected(CloseReason.MESSAGE_TOO_LONG);
    }
    bytes.appendBuffer(frame.binaryData());
    partial = frame.isFinal() ? null : bytes;
    return frame.isFinal() ? decoded(bytes) : new Incomplete();
  }

  private static Result decoded(Buffer bytes) {
    try {
      ByteBuffer raw = ByteBuffer.wrap(bytes.getBytes());
      return new Complete(StandardCharsets.UTF_8.newDecoder().decode(raw).toString());
    } catch (CharacterCodingException malformed) {
      return new Rejected(CloseReason.NOT_UTF8);
    }
  }

  /// The close reason for frames that could not be read.
  static CloseReason closeReason(Throwable fault) {
    int code =
        fault instanceof CorruptedWebSocketFrameException corrupted
            ? corrupted.closeStatus().code()
            : CloseReason.PROTOCOL_ERROR.code();
    if (code == CloseReason.MESSAGE_TOO_LONG.code()) return CloseReason.MESSAGE_TOO_LONG;
    return code == CloseReason.NOT_UTF8.code() ? CloseReason.NOT_UTF8 : CloseReason.PROTOCOL_ERROR;
  }
}
