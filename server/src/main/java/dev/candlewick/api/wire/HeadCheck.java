package dev.candlewick.api.wire;

import dev.candlewick.api.wire.RejectReason.Kind;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Checks the head of a request against RFC 9112 where two programs could read it differently, and
/// normalizes its target.
final class HeadCheck {
  private static final Pattern HOST =
      Pattern.compile("(?:[A-Za-z0-9._~-]{1,255}|\\[[0-9A-Fa-f:.]{2,45}])(?::[0-9]{0,5})?");

  private HeadCheck() {}

  /// The reason for a refusal; null for a valid head.
  static @Nullable RejectReason rejectReason(HttpRequest request, long maxBodyBytes) {
    if (!request.decoderResult().isSuccess()) return decoderError(request.decoderResult().cause());
    if (!isKnown(request.protocolVersion())) {
      return RejectReason.malformed("The version of HTTP must be 1.0 or 1.1");
    }
    if (request.headers().contains("")) return RejectReason.malformed("A header has no name");
    RejectReason target = normalizeTarget(request);
    if (target != null) return target;
    RejectReason host = checkHost(request);
    return host == null ? checkBody(request, maxBodyBytes) : host;
  }

  private static RejectReason decoderError(@Nullable Throwable cause) {
    if (cause instanceof TooLongHttpLineException) {
      return new RejectReason(Kind.TARGET_TOO_LONG, "The request line is too long");
    }
    if (cause instanceof TooLongHttpHeaderException) {
      return new RejectReason(Kind.HEAD_TOO_LARGE, "The headers are too large");
    }
    return RejectReason.malformed("The head of the request is not valid HTTP");
  }

  private static boolean isKnown(HttpVersion version) {
    return version.equals(HttpVersion.HTTP_1_1) || version.equals(HttpVersion.HTTP_1_0);
  }

  private static @Nullable RejectReason normalizeTarget(HttpRequest request) {
    boolean asterisk = request.uri().equals("*") && request.method().equals(HttpMethod.OPTIONS);
    RequestTarget target = RequestTarget.parse(asterisk ? "/" : request.uri());
    if (target == null) {
      return RejectReason.malformed("The request target must be a path in UTF-8, percent-encoded");
    }
    request.setUri(target.path());
    if (target.host() != null) request.headers().set(HttpHeaderNames.HOST, target.host());
    return null;
  }

  private static @Nullable RejectReason checkHost(HttpRequest request) {
    List<String> hosts = request.headers().getAll(HttpHeaderNames.HOST);
    if (hosts.isEmpty() && request.protocolVersion().equals(HttpVersion.HTTP_1_0)) return null;
    boolean one = hosts.size() == 1 && HOST.matcher(hosts.getFirst()).matches();
    return one
        ? null
        : RejectReason.malformed("The request must have one Host header that names a host");
  }

  /// The end of a body must be unambiguous: `chunked` alone, or a length.
  private static @Nullable RejectReason checkBody(HttpRequest request, long maxBodyBytes) {
    HttpHeaders headers = request.headers();
    List<String> codings = headers.getAll(HttpHeaderNames.TRANSFER_ENCODING);
    boolean chunked = codings.size() == 1 && codings.getFirst().strip().equalsIgnoreCase("chunked");
    boolean length = headers.contains(HttpHeaderNames.CONTENT_LENGTH);
    boolean http10 = request.protocolVersion().equals(HttpVersion.HTTP_1_0);
    if (!codings.isEmpty() && (!chunked || length || http10)) {
      return RejectReason.malformed(
          "Transfer-Encoding must be chunked, in HTTP/1.1 and without Content-Length");
    }
    return length && length(headers) > maxBodyBytes ? tooLarge(maxBodyBytes) : null;
  }

  /// The decoder has checked that it is a whole number.
  private static long length(HttpHeaders headers) {
    return Long.parseLong(headers.get(HttpHeaderNames.CONTENT_LENGTH).strip());
  }

  static RejectReason tooLarge(long maxBodyBytes) {
    return new RejectReason(
        Kind.BODY_TOO_LARGE, "The body is larger than " + maxBodyBytes + " bytes");
  }
}
