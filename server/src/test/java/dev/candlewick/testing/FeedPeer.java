package dev.candlewick.testing;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;

/// The venue's end of one WebSocket (RFC 6455), written by hand, so that it can do what no library
/// would.
public final class FeedPeer {
  private static final String MAGIC = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
  private static final int FINAL = 0x80;
  private static final int MORE = 0;
  private static final int TEXT = 1;
  private static final int CLOSE = 8;
  private static final int PING = 9;
  private static final int PONG = 10;

  private final Socket socket;
  private final DataInputStream in;
  private final OutputStream out;
  private final BiConsumer<FeedPeer, String> responses;
  private final List<Received> received = new CopyOnWriteArrayList<>();
  private final List<String> pongs = new CopyOnWriteArrayList<>();
  private volatile String request = "";
  private volatile boolean closedByPeer;

  /// A text that was received, and its time by `System.nanoTime`.
  public record Received(String text, long nanos) {}

  FeedPeer(Socket socket, BiConsumer<FeedPeer, String> responses) throws IOException {
    this.socket = socket;
    this.responses = responses;
    this.in = new DataInputStream(socket.getInputStream());
    this.out = socket.getOutputStream();
  }

  /// Performs the handshake; false when it was rejected.
  boolean handshake(boolean refuse) throws IOException {
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
      head.write(in.readUnsignedByte());
    }
    String text = head.toString(StandardCharsets.ISO_8859_1);
    request = text.lines().findFirst().orElse("");
    String response =
        refuse
            ? "HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
            : "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                + "Sec-WebSocket-Accept: %s\r\n\r\n".formatted(accept(text));
    out.write(response.getBytes(StandardCharsets.ISO_8859_1));
    out.flush();
    return !refuse;
  }

  private static String accept(String head) {
    String key =
        head.lines()
            .filter(line -> line.regionMatches(true, 0, "Sec-WebSocket-Key:", 0, 18))
            .map(line -> line.substring(18).strip())
            .findFirst()
            .orElseThrow();
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-1")
              .digest((key + MAGIC).getBytes(StandardCharsets.ISO_8859_1));
      return Base64.getEncoder().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  void listen() throws IOException {
    while (true) {
      int opcode = in.readUnsignedByte() & 0x0F;
      byte[] payload = payload();
      String text = new String(payload, StandardCharsets.UTF_8);
      if (opcode == PONG) pongs.add(text);
      if (opcode == CLOSE) {
        closedByPeer = true;
        frame(FINAL | CLOSE, payload, payload.length);
        return;
      }
      if (opcode == TEXT) {
        received.add(new Received(text, System.nanoTime()));
        responses.accept(this, text);
      }
    }
  }

  private byte[] payload() throws IOException {
    int length = in.readUnsignedByte() & 0x7F;
    if (length == 126) length = in.readUnsignedShort();
    else if (length == 127) length = Math.toIntExact(in.readLong());
    byte[] mask = in.readNBytes(4);
    byte[] payload = in.readNBytes(length);
    for (int i = 0; i < payload.length; i++) payload[i] ^= mask[i % 4];
    return payload;
  }

  /// Sends a whole text.
  public void send(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    send(FINAL | TEXT, bytes, bytes.length);
  }

  /// Sends a text in frames of so many bytes, with a ping between any two.
  public void sendInFragments(String text, int size) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    for (int from = 0; from < bytes.length; from += size) {
      byte[] piece = Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + size));
      boolean last = from + size >= bytes.length;
      send((last ? FINAL : 0) | (from == 0 ? TEXT : MORE), piece, piece.length);
      if (!last) ping("between");
    }
  }

  public void ping(String payload) {
    byte[] bytes = payload.getBytes(StandardCharsets.UTF_8);
    send(FINAL | PING, bytes, bytes.length);
  }

  /// Ends the connection by the protocol.
  public void close(int code) {
    send(FINAL | CLOSE, ByteBuffer.allocate(2).putShort((short) code).array(), 2);
  }

  /// Sends half a text and closes the connection.
  public void cut(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    send(FINAL | TEXT, bytes, bytes.length / 2);
    disconnect();
  }

  /// Closes the connection without a close frame.
  public void disconnect() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Sends a frame. A peer that is gone receives nothing more.
  private void send(int head, byte[] payload, int sent) {
    try {
      frame(head, payload, sent);
    } catch (IOException e) {
      disconnect();
    }
  }

  private synchronized void frame(int head, byte[] payload, int sent) throws IOException {
    ByteBuffer frame = ByteBuffer.allocate(payload.length + 10);
    frame.put((byte) head);
    if (payload.length < 126) frame.put((byte) payload.length);
    else if (payload.length < 1 << 16) frame.put((byte) 126).putShort((short) payload.length);
    else frame.put((byte) 127).putLong(payload.length);
    frame.put(payload, 0, sent);
    out.write(frame.array(), 0, frame.position());
    out.flush();
  }

  public boolean open() {
    return !socket.isClosed();
  }

  /// Returns whether the other side ended the connection by a close frame.
  public boolean closedByPeer() {
    return closedByPeer;
  }

  /// Returns the first line of the peer's request: `GET /stream HTTP/1.1`.
  public String request() {
    return request;
  }

  /// Returns every text the peer sent.
  public List<Received> received() {
    return List.copyOf(received);
  }

  public List<String> texts() {
    return received.stream().map(Received::text).toList();
  }

  public List<String> pongs() {
    return List.copyOf(pongs);
  }

  /// Returns the largest number of texts the peer sent within any second.
  public int mostInASecond() {
    List<Received> all = received();
    int most = 0;
    for (int from = 0; from < all.size(); from++) {
      int to = from;
      long end = all.get(from).nanos() + 1_000_000_000L;
      while (to < all.size() && all.get(to).nanos() < end) to++;
      most = Math.max(most, to - from);
    }
    return most;
  }
}
