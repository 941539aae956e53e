package dev.candlewick.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A connection over which a test sends unchanged bytes, which no HTTP client would.
public final class RawHttp implements AutoCloseable {
  private static final Pattern STATUS = Pattern.compile("HTTP/1\\.1 (\\d{3})");
  private static final int TIMEOUT_MILLIS = 20_000;

  private final Socket socket;

  private RawHttp(Socket socket) {
    this.socket = socket;
  }

  public static RawHttp to(int port) {
    try {
      Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
      socket.setSoTimeout(TIMEOUT_MILLIS);
      return new RawHttp(socket);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Sends a request on a new connection and returns what the server sent until it closed it.
  public static String exchange(int port, String request) {
    try (RawHttp connection = to(port)) {
      return connection.send(request).readToEnd();
    }
  }

  /// Sends characters of Latin-1 unchanged.
  public RawHttp send(String text) {
    try {
      socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Returns all that comes until the server closes the connection, which it must.
  public String readToEnd() {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    try {
      InputStream in = socket.getInputStream();
      in.transferTo(all);
      return all.toString(StandardCharsets.UTF_8);
    } catch (SocketTimeoutException e) {
      throw new AssertionError("the connection is still open after " + all, e);
    } catch (IOException e) {
      throw new UncheckedIOException(all.toString(StandardCharsets.UTF_8), e);
    }
  }

  /// Reads until a text has come.
  public String readUntil(String wanted) {
    StringBuilder all = new StringBuilder();
    try {
      InputStream in = socket.getInputStream();
      while (all.indexOf(wanted) < 0) {
        int next = in.read();
        if (next < 0) throw new AssertionError("closed after " + all);
        all.append((char) next);
      }
      return all.toString();
    } catch (IOException e) {
      throw new UncheckedIOException(all.toString(), e);
    }
  }

  /// Sends a text repeatedly until the server does not accept it any more.
  ///
  /// @return how long that took
  public Duration drip(String text, Duration pause) {
    long began = System.nanoTime();
    try {
      InputStream in = socket.getInputStream();
      socket.setSoTimeout((int) pause.toMillis());
      while (true) {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        try {
          if (in.read() < 0) return Duration.ofNanos(System.nanoTime() - began);
        } catch (SocketTimeoutException nothingYet) {
          // The connection is still open.
        }
      }
    } catch (IOException cut) {
      return Duration.ofNanos(System.nanoTime() - began);
    }
  }

  /// Returns the status codes of the responses in a text, in their order.
  public static String statuses(String text) {
    Matcher status = STATUS.matcher(text);
    StringBuilder all = new StringBuilder();
    while (status.find()) all.append(all.isEmpty() ? "" : " ").append(status.group(1));
    return all.toString();
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
