package dev.candlewick.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.List;

/// A request as it goes out, byte by byte.
///
/// @param headers lines without their end
record FuzzRequest(String method, String target, List<String> headers, byte[] body) {
  private static final int SHOWN = 400;

  FuzzRequest {
    headers = List.copyOf(headers);
  }

  byte[] bytes(String host) {
    StringBuilder head = new StringBuilder();
    head.append(method).append(' ').append(target).append(" HTTP/1.1\r\nHost: ").append(host);
    headers.forEach(line -> head.append("\r\n").append(line));
    head.append("\r\nConnection: close\r\n");
    if (body.length > 0) head.append("Content-Length: ").append(body.length).append("\r\n");
    byte[] first = head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
    byte[] all = new byte[first.length + body.length];
    System.arraycopy(first, 0, all, 0, first.length);
    System.arraycopy(body, 0, all, first.length, body.length);
    return all;
  }

  @Override
  public String toString() {
    String text =
        method + " " + target + " " + headers + " " + new String(body, StandardCharsets.UTF_8);
    return text.length() > SHOWN ? text.substring(0, SHOWN) + "…" : text;
  }
}
