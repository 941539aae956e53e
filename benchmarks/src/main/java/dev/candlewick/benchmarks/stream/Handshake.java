package dev.candlewick.benchmarks.stream;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/// The handshake of a WebSocket. Every client sends the same key, since the benchmark needs no
/// protection.
final class Handshake {
  private static final String KEY = "dGhlIHNhbXBsZSBub25jZQ==";
  private static final String ACCEPT = "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=";
  private static final String SWITCHING = "HTTP/1.1 101 ";
  private static final String END = "\r\n\r\n";

  private final byte[] request;

  Handshake(LoadPlan plan) {
    String query = plan.url().getRawQuery() == null ? "" : "?" + plan.url().getRawQuery();
    String token = plan.token().isEmpty() ? "" : "Authorization: Token " + plan.token() + "\r\n";
    String lines =
        """
        GET %s%s HTTP/1.1\r
        Host: %s:%d\r
        Upgrade: websocket\r
        Connection: Upgrade\r
        Sec-WebSocket-Version: 13\r
        Sec-WebSocket-Key: %s\r
        """
            .formatted(
                plan.url().getRawPath(), query, plan.url().getHost(), plan.url().getPort(), KEY);
    request = (lines + token + "\r\n").getBytes(StandardCharsets.US_ASCII);
  }

  ByteBuffer request() {
    return ByteBuffer.wrap(request);
  }

  /// Returns the start of the first frame in `bytes[0, end)`; 0 while the response is incomplete.
  /// Throws with the status line when the server rejects the request.
  int check(byte[] bytes, int end) throws IOException {
    String answer = new String(bytes, 0, end, StandardCharsets.ISO_8859_1);
    int after = answer.indexOf(END);
    if (after < 0) return 0;
    if (!answer.startsWith(SWITCHING)) {
      throw new IOException("rejected: " + answer.substring(0, answer.indexOf('\r')));
    }
    if (!answer.substring(0, after).contains(ACCEPT)) throw new IOException("a wrong accept key");
    return after + END.length();
  }
}
