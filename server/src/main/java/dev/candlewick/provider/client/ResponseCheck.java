package dev.candlewick.provider.client;

import dev.candlewick.provider.ProviderException;
import dev.candlewick.provider.ProviderException.Kind;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/// Separates successful responses from error responses, and blocks all requests when the venue
/// demands it.
final class ResponseCheck {
  private static final Duration DEFAULT_HOLD = Duration.ofSeconds(60);
  private static final Duration DEFAULT_BAN = Duration.ofMinutes(2);

  private final String venue;
  private final boolean errorsWithStatus200;
  private final Budget budget;
  private final VenueError.Reader errors;
  private final InstantSource clock;

  ResponseCheck(
      VenueProfile profile, Budget budget, VenueError.Reader errors, InstantSource clock) {
    this.venue = profile.venue();
    this.errorsWithStatus200 = profile.errorsWithStatus200();
    this.budget = budget;
    this.errors = errors;
    this.clock = clock;
  }

  /// Returns the body of a successful response.
  byte[] requireSuccess(HttpResponse<byte[]> reply) {
    int status = reply.statusCode();
    if (status >= 200 && status < 300) return successBody(reply);
    if (isBlocked(reply)) {
      throw fault(Kind.BLOCKED, "does not serve this client or location");
    }
    VenueError error = errors.read(reply.body());
    if (status == 418 || status == 429) throw hold(reply, error);
    if (error == null) throw byStatus(status);
    throw toException(reply, error);
  }

  private byte[] successBody(HttpResponse<byte[]> reply) {
    byte[] body = requireJson(reply.body());
    VenueError inside = errorsWithStatus200 ? errors.read(body) : null;
    if (inside != null) throw toException(reply, inside);
    return body;
  }

  private ProviderException toException(HttpResponse<byte[]> reply, VenueError error) {
    return isRateLimit(error) ? hold(reply, error) : fault(error.kind(), error.message());
  }

  /// Whether the host does not serve this location or client at all.
  boolean isBlocked(HttpResponse<byte[]> reply) {
    return reply.statusCode() == 403 || reply.statusCode() == 451;
  }

  private byte[] requireJson(byte[] body) {
    int start = 0;
    while (start < body.length && body[start] <= ' ') start++;
    if (start < body.length && (body[start] == '{' || body[start] == '[')) return body;
    throw fault(Kind.MALFORMED, "the response is not JSON");
  }

  /// Blocks requests for the longer of the times in the header and the body.
  private ProviderException hold(HttpResponse<byte[]> reply, @Nullable VenueError error) {
    Instant now = clock.instant();
    boolean banned = reply.statusCode() == 418 || (error != null && error.kind() == Kind.BANNED);
    Duration header = RetryAfter.read(reply.headers(), now);
    Duration body =
        error == null || error.until() == null
            ? null
            : RetryAfter.until(error.until(), reply.headers(), now);
    Duration length = longer(header, body);
    if (length == null) length = banned ? DEFAULT_BAN : DEFAULT_HOLD;
    return budget.hold(banned ? Kind.BANNED : Kind.RATE_LIMITED, length);
  }

  private static @Nullable Duration longer(@Nullable Duration one, @Nullable Duration other) {
    if (one == null || other == null) return one == null ? other : one;
    return one.compareTo(other) < 0 ? other : one;
  }

  private ProviderException byStatus(int status) {
    if (status >= 500) return fault(Kind.UNAVAILABLE, "responds with HTTP " + status);
    if (status >= 400) return fault(Kind.REJECTED, "rejects the request (HTTP " + status + ")");
    return fault(Kind.MALFORMED, "responds with HTTP " + status);
  }

  private static boolean isRateLimit(VenueError error) {
    return error.kind() == Kind.RATE_LIMITED || error.kind() == Kind.BANNED;
  }

  private ProviderException fault(Kind kind, String message) {
    return new ProviderException(venue, kind, message);
  }
}
