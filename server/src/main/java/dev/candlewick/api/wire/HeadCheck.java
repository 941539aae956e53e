package dev.candlewick.api.wire;

import dev.candlewick.api.wire.Refusal.Reason;
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

/// Holds the head of a request against RFC 9112, where two programs on its way could read it in two
/// ways, and brings its target into one form.
final class HeadCheck {
  private static final Pattern HOST =
      Pattern.compile("(?:[A-Za-z0-9._~-]{1,255}|\\[[0-9A-Fa-f:.]{2,45}])(?::[0-9]{0,5})?");

  private HeadCheck() {}

  /// Why a request is refused; null when it may go on.
  static @Nullable Refusal refusal(HttpRequest request, long mostBodyBytes) {
    if (!request.decoderResult().isSuccess()) return undecoded(request.decoderResult().cause());
    if (!isKnown(request.protocolVersion())) {
      return Refusal.malformed("The version of HTTP must be 1.0 or 1.1");
    }
    if (request.headers().contains("")) return Refusal.malformed("A header has no name");
    Refusal target = target(request);
    if (target != null) return target;
    Refusal host = host(request);
    return host == null ? body(request, mostBodyBytes) : host;
  }

  private static Refusal undecoded(@Nullable Throwable cause) {
    if (cause instanceof TooLongHttpLineException) {
      return new Refusal(Reason.TARGET_TOO_LONG, "The request line is too long");
    }
    if (cause instanceof TooLongHttpHeaderException) {
      return new Refusal(Reason.HEAD_TOO_LARGE, "The headers are too large");
    }
    return Refusal.malformed("The head of the request is not valid HTTP");
  }

  private static boolean isKnown(HttpVersion version) {
    return version.equals(HttpVersion.HTTP_1_1) || version.equals(HttpVersion.HTTP_1_0);
  }

  private static @Nullable Refusal target(HttpRequest request) {
    boolean server = request.uri().equals("*") && request.method().equals(HttpMethod.OPTIONS);
    RequestTarget target = RequestTarget.parse(server ? "/" : request.uri());
    if (target == null) {
      return Refusal.malformed("The request target must be a path in UTF-8, percent-encoded");
    }
    request.setUri(target.path());
    if (target.host() != null) request.headers().set(HttpHeaderNames.HOST, target.host());
    return null;
  }

  private static @Nullable Refusal host(HttpRequest request) {
    List<String> hosts = request.headers().getAll(HttpHeaderNames.HOST);
    if (hosts.isEmpty() && request.protocolVersion().equals(HttpVersion.HTTP_1_0)) return null;
    boolean one = hosts.size() == 1 && HOST.matcher(hosts.getFirst()).matches();
    return one
        ? null
        : Refusal.malformed("The request must have one Host header that names a host");
  }

  /// A body's end must be plain: nothing but `chunked`, and never beside a length.
  private static @Nullable Refusal body(HttpRequest request, long mostBodyBytes) {
    HttpHeaders headers = request.headers();
    List<String> codings = headers.getAll(HttpHeaderNames.TRANSFER_ENCODING);
    boolean chunked = codings.size() == 1 && codings.getFirst().strip().equalsIgnoreCase("chunked");
    boolean length = headers.contains(HttpHeaderNames.CONTENT_LENGTH);
    boolean old = request.protocolVersion().equals(HttpVersion.HTTP_1_0);
    if (!codings.isEmpty() && (!chunked || length || old)) {
      return Refusal.malformed(
          "Transfer-Encoding must be chunked, in HTTP/1.1 and without Content-Length");
    }
    return length && length(headers) > mostBodyBytes ? tooLarge(mostBodyBytes) : null;
  }

  /// The decoder has checked that it is a whole number.
  private static long length(HttpHeaders headers) {
    return Long.parseLong(headers.get(HttpHeaderNames.CONTENT_LENGTH).strip());
  }

  static Refusal tooLarge(long mostBodyBytes) {
    return new Refusal(
        Reason.BODY_TOO_LARGE, "The body is larger than " + mostBodyBytes + " bytes");
  }
}
