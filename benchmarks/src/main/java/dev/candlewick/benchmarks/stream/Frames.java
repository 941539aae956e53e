package dev.candlewick.benchmarks.stream;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.ThreadLocalRandom;

/// Reads and writes WebSocket frames as a client (RFC 6455, section 5.2): a server's are not
/// masked, a client's are.
final class Frames {
  static final int CONTINUATION = 0;
  static final int TEXT = 1;
  static final int CLOSE = 8;
  static final int PING = 9;
  static final int PONG = 10;

  private static final int LAST = 0x80;
  private static final int OPCODE = 0x0f;
  private static final int MASKED = 0x80;
  private static final int LENGTH = 0x7f;
  private static final int TWO_BYTES = 126;
  private static final int EIGHT_BYTES = 127;
  private static final int LONGEST = 1 << 26;

  private Frames() {}

  /// Receives one frame; the bytes are only valid during the call.
  interface Listener {
    void frame(int opcode, byte[] bytes, int offset, int length) throws IOException;
  }

  /// Passes every whole frame in `bytes[from, to)` to the listener; returns the start of the first
  /// incomplete one.
  static int read(byte[] bytes, int from, int to, Listener listener) throws IOException {
    int at = from;
    while (to - at >= 2) {
      int shortLength = bytes[at + 1] & 0xff;
      if (shortLength >= MASKED) throw new IOException("a masked frame");
      int header = header(shortLength);
      if (to - at < header) return at;
      int length = length(bytes, at, shortLength);
      if (to - at - header < length) return at;
      listener.frame(bytes[at] & OPCODE, bytes, at + header, length);
      at += header + length;
    }
    return at;
  }

  private static int header(int shortLength) {
    return switch (shortLength) {
      case TWO_BYTES -> 4;
      case EIGHT_BYTES -> 10;
      default -> 2;
    };
  }

  private static int length(byte[] bytes, int at, int shortLength) throws IOException {
    if (shortLength < TWO_BYTES) return shortLength;
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    if (shortLength == TWO_BYTES) return Short.toUnsignedInt(buffer.getShort(at + 2));
    long length = buffer.getLong(at + 2);
    if (length < 0 || length > LONGEST) throw new IOException("a frame of " + length + " bytes");
    return (int) length;
  }

  /// Returns one masked, complete frame; at most 65,535 bytes.
  static ByteBuffer write(int opcode, byte[] bytes, int offset, int length) {
    ByteBuffer frame = ByteBuffer.allocate(length + 8);
    frame.put((byte) (LAST | opcode));
    if (length < TWO_BYTES) frame.put((byte) (MASKED | (length & LENGTH)));
    else frame.put((byte) (MASKED | TWO_BYTES)).putShort((short) length);
    byte[] mask = new byte[4];
    ThreadLocalRandom.current().nextBytes(mask);
    frame.put(mask);
    for (int i = 0; i < length; i++) frame.put((byte) (bytes[offset + i] ^ mask[i & 3]));
    return frame.flip();
  }
}
