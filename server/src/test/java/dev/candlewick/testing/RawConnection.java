package dev.candlewick.testing;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// A TCP connection to a server of this machine on which a test writes every byte itself: requests
/// that no HTTP client would send, and frames of a WebSocket.
public final class RawConnection implements AutoCloseable {
  private static final int TIMEOUT_MILLIS = 40_000;
  private static final int LONG_FRAME = 126;

  private final Socket socket;
  private final InputStream in;

  /// A response with `Content-Length`; header names are in lower case.
  public record Response(int status, Map<String, String> headers, String body) {}

  /// A frame from the server.
  ///
  /// @param text the payload as UTF-8
  /// @param closeCode 0 unless the frame closes
  public record Frame(int opcode, String text, int closeCode) {
    private static final int CLOSE = 8;

    private static Frame of(int opcode, byte[] payload) {
      int code = opcode == CLOSE ? ((payload[0] & 0xff) << 8) | (payload[1] & 0xff) : 0;
      return new Frame(opcode, new String(payload, StandardCharsets.UTF_8), code);
    }

    /// Returns whether the server closes with this frame.
    public boolean isClose() {
      return opcode == CLOSE;
    }
  }

  public RawConnection(int port) {
    try {
      socket = new Socket(InetAddress.getLoopbackAddress(), port);
      socket.setSoTimeout(TIMEOUT_MILLIS);
      in = new BufferedInputStream(socket.getInputStream());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Sends one request on a new connection.
  ///
  /// @param lines the request line and the headers
  public static Response send(int port, String... lines) {
    try (RawConnection connection = new RawConnection(port)) {
      connection.write(String.join("\r\n", lines) + "\r\nConnection: close\r\n\r\n");
      return connection.readResponse();
    }
  }

  /// Opens a WebSocket.
  public static RawConnection webSocket(int port, String path, String... headers) {
    RawConnection connection = new RawConnection(port);
    String handshake =
        """
        GET %s HTTP/1.1
        Host: 127.0.0.1:%d
        Upgrade: websocket
        Connection: Upgrade
        Sec-WebSocket-Version: 13
        Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==
        %s
        """
            .formatted(path, port, String.join("", more(headers)));
    connection.write(handshake.replace("\n", "\r\n"));
    int status = connection.head().status();
    if (status != 101) throw new AssertionError("no WebSocket at " + path + ": " + status);
    return connection;
  }

  private static List<String> more(String... lines) {
    return Arrays.stream(lines).map(line -> line + "\n").toList();
  }

  public void write(String text) {
    write(text.getBytes(StandardCharsets.UTF_8));
  }

  public void write(byte[] bytes) {
    try {
      socket.getOutputStream().write(bytes);
      socket.getOutputStream().flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Sends a short frame with a mask of zeros.
  ///
  /// @param first the flags and the opcode
  public void frame(int first, byte... payload) {
    if (payload.length >= LONG_FRAME) throw new IllegalArgumentException("a short frame only");
    byte[] frame = new byte[6 + payload.length];
    frame[0] = (byte) first;
    frame[1] = (byte) (0x80 | payload.length);
    System.arraycopy(payload, 0, frame, 6, payload.length);
    write(frame);
  }

  /// Returns the next frame.
  public Frame frame() {
    int opcode = read() & 0x0f;
    int length = read() & 0x7f;
    if (length == LONG_FRAME) length = read() << 8 | read();
    return Frame.of(opcode, read(length));
  }

  /// Returns the code with which the server closes; other frames are skipped.
  public int closeCode() {
    Frame frame = frame();
    while (!frame.isClose()) frame = frame();
    return frame.closeCode();
  }

  /// Returns the next response.
  public Response readResponse() {
    Response head = head();
    int length = Integer.parseInt(head.headers().getOrDefault("content-length", "0"));
    String body = new String(read(length), StandardCharsets.UTF_8);
    return new Response(head.status(), head.headers(), body);
  }

  private Response head() {
    String status = line();
    Map<String, String> headers = new TreeMap<>();
    for (String line = line(); !line.isEmpty(); line = line()) {
      int colon = line.indexOf(':');
      headers.merge(
          line.substring(0, colon).toLowerCase(Locale.ROOT),
          line.substring(colon + 1).strip(),
          (one, more) -> one + "\n" + more);
    }
    return new Response(Integer.parseInt(status.split(" ", -1)[1]), headers, "");
  }

  private String line() {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int next = read(); next != '\n'; next = read()) {
      if (next != '\r') line.write(next);
    }
    return line.toString(StandardCharsets.ISO_8859_1);
  }

  private byte[] read(int length) {
    byte[] bytes = new byte[length];
    for (int i = 0; i < length; i++) bytes[i] = (byte) read();
    return bytes;
  }

  private int read() {
    try {
      int next = in.read();
      if (next < 0) throw new EOFException("the server ended the connection");
      return next;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
