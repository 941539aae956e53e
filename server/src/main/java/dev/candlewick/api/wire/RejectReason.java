package dev.candlewick.api.wire;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.candlewick.api.http.ErrorCode;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import java.nio.charset.StandardCharsets;

/// Why a connection refuses a request before any route sees it.
record RejectReason(Kind kind, String message) {
  private static final JsonMapper JSON = new JsonMapper();

  /// The kinds of refusals, each with its status and code.
  enum Kind {
    MALFORMED(400, ErrorCode.INVALID_PARAMETER),
    TOO_SLOW(408, ErrorCode.INVALID_PARAMETER),
    BODY_TOO_LARGE(413, ErrorCode.PAYLOAD_TOO_LARGE),
    TARGET_TOO_LONG(414, ErrorCode.INVALID_PARAMETER),
    HEAD_TOO_LARGE(431, ErrorCode.INVALID_PARAMETER);

    private final int status;
    private final ErrorCode code;

    Kind(int status, ErrorCode code) {
      this.status = status;
      this.code = code;
    }
  }

  static RejectReason malformed(String message) {
    return new RejectReason(Kind.MALFORMED, message);
  }

  /// The response, after which the connection closes: the bytes that follow cannot be trusted.
  ///
  /// @param headOnly for a HEAD request, whose response has no body
  FullHttpResponse response(boolean headOnly) {
    byte[] body = problem().getBytes(StandardCharsets.UTF_8);
    var response =
        new DefaultFullHttpResponse(
            HttpVersion.HTTP_1_1,
            HttpResponseStatus.valueOf(kind.status),
            headOnly ? Unpooled.EMPTY_BUFFER : Unpooled.wrappedBuffer(body));
    response
        .headers()
        .set(HttpHeaderNames.CONTENT_TYPE, "application/problem+json")
        .set(HttpHeaderNames.CONTENT_LENGTH, body.length)
        .set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE)
        .set(HttpHeaderNames.CACHE_CONTROL, HttpHeaderValues.NO_STORE)
        .set("X-Content-Type-Options", "nosniff")
        .set("Referrer-Policy", "no-referrer");
    return response;
  }

  private String problem() {
    ObjectNode problem =
        JSON.createObjectNode()
            .put("type", "about:blank")
            .put("title", HttpResponseStatus.valueOf(kind.status).reasonPhrase())
            .put("status", kind.status)
            .put("detail", message);
    ObjectNode error = problem.putObject("error").put("code", kind.code.name());
    error.put("message", message).putObject("details");
    return problem.toString();
  }
}
