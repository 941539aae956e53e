package dev.candlewick.store.backup;

import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// The length, the number of lines and the SHA-256 of the bytes of a stream.
final class StreamChecksum {
  private final MessageDigest digest = sha256();
  private long bytes;
  private long lines;

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  static String hex(byte[] content) {
    return HexFormat.of().formatHex(sha256().digest(content));
  }

  private void update(byte[] block, int from, int length) {
    digest.update(block, from, length);
    bytes += length;
    for (int i = from; i < from + length; i++) {
      if (block[i] == '\n') lines++;
    }
  }

  long bytes() {
    return bytes;
  }

  long lines() {
    return lines;
  }

  /// Returns the digest of all bytes so far; may be called once.
  String sha256Hex() {
    return HexFormat.of().formatHex(digest.digest());
  }

  /// Returns a stream that measures what is written; closing it leaves the target open.
  OutputStream wrapOutput(OutputStream target) {
    return new FilterOutputStream(target) {
      @Override
      public void write(byte[] block, int from, int length) throws IOException {
        update(block, from, length);
        out.write(block, from, length);
      }

      @Override
      public void write(int one) throws IOException {
        write(new byte[] {(byte) one}, 0, 1);
      }

      @Override
      public void close() throws IOException {
        flush();
      }
    };
  }

  /// Returns a stream that measures what is read.
  InputStream wrapInput(InputStream source) {
    return new FilterInputStream(source) {
      @Override
      public int read(byte[] block, int from, int length) throws IOException {
        int read = in.read(block, from, length);
        if (read > 0) update(block, from, read);
        return read;
      }

      @Override
      public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
      }
    };
  }
}
