package dev.candlewick.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.List;

/// A request as it is sent, byte by byte.
///
/// @param headers lines without their end
/// @param body a character for each byte
record FuzzRequest(String method, String target, List<String> headers, String body) {
  private static final int SHOWN = 400;

  FuzzRequest {
    headers = List.copyOf(headers);
  }

  byte[] bytes(String host) {
    StringBuilder head = new StringBuilder();
    head.append(method).append(' ').append(target).append(" HTTP/1.1\r\nHost: ").append(host);
    headers.forEach(line -> head.append("\r\n").append(line));
    head.append("\r\nConnection: close\r\n");
    if (!body.isEmpty()) head.append("Content-Length: ").append(body.length()).append("\r\n");
    return head.append("\r\n").append(body).toString().getBytes(StandardCharsets.ISO_8859_1);
  }

  @Override
  public String toString() {
    String text = method + " " + target + " " + headers + " " + body;
    return text.length() > SHOWN ? text.substring(0, SHOWN) + "…" : text;
  }
}
