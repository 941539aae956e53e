package dev.candlewick.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The response to a request.
///
/// @param status 0 when no response came within the time limit
record FuzzAnswer(int status, String contentType, String body) {
  static final Duration LIMIT = Duration.ofSeconds(5);
  private static final String INTERIM = "HTTP/1.1 100 ";
  private static final Pattern STATUS = Pattern.compile("HTTP/1\\.1 (\\d{3})");
  private static final Pattern TYPE = Pattern.compile("(?i)\r\ncontent-type: *([^\r;]*)");
  private static final int SERVER_ERROR = 500;

  /// Sends a request on a new connection and reads to its end.
  static FuzzAnswer to(FuzzRequest request, URI server) throws IOException {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(server.getHost(), server.getPort()), 2000);
      socket.getOutputStream().write(request.bytes(server.getAuthority()));
      return parse(read(socket));
    } catch (SocketTimeoutException hang) {
      return new FuzzAnswer(0, "", "");
    }
  }

  private static String read(Socket socket) throws IOException {
    long end = System.nanoTime() + LIMIT.toNanos();
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    InputStream in = socket.getInputStream();
    byte[] buffer = new byte[1 << 16];
    while (true) {
      long left = Duration.ofNanos(end - System.nanoTime()).toMillis();
      if (left <= 0) throw new SocketTimeoutException("no end");
      socket.setSoTimeout((int) left);
      int count = in.read(buffer);
      if (count < 0) return all.toString(StandardCharsets.UTF_8);
      all.write(buffer, 0, count);
    }
  }

  private static FuzzAnswer parse(String all) {
    String text = all.startsWith(INTERIM) ? all.substring(all.indexOf("\r\n\r\n") + 4) : all;
    int end = text.indexOf("\r\n\r\n");
    String head = end < 0 ? text : text.substring(0, end);
    Matcher status = STATUS.matcher(head);
    Matcher type = TYPE.matcher(head);
    return new FuzzAnswer(
        status.lookingAt() ? Integer.parseInt(status.group(1)) : -1,
        type.find() ? type.group(1).strip() : "",
        end < 0 ? "" : text.substring(end + 4));
  }

  boolean isHang() {
    return status == 0;
  }

  boolean isDefect() {
    return status == SERVER_ERROR || status < 0;
  }

  /// Returns whether an error is not a problem document, or is one without its own status.
  boolean isMute(boolean bodyless) {
    if (status < 400) return false;
    if (!contentType.equals("application/problem+json")) return true;
    if (bodyless) return false;
    JsonNode problem = FuzzJson.read(body);
    return problem.path("status").asInt() != status
        || problem.path("error").path("code").asText().isEmpty();
  }
}
