package dev.candlewick.provider;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// An error of a venue. The message is worded by this server: it names the venue and the error,
/// never an upstream address or body.
public final class ProviderException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /// The closed list of errors; `Retry` alone decides which are retried.
  public enum Kind {
    /// The venue has no such symbol.
    UNKNOWN_SYMBOL,
    /// The venue has the instrument, but not in this currency.
    UNKNOWN_QUOTE,
    /// The venue has no such interval, or rejects the request.
    REJECTED,
    /// The venue or its plan rejects this range.
    RANGE_LIMIT,
    /// The range has no data.
    NO_DATA,
    /// Too many requests: nothing is sent before `retryAt`.
    RATE_LIMITED,
    /// The address is banned by the venue until `retryAt`.
    BANNED,
    /// The venue does not serve this location or client (403, 451) on any known host.
    BLOCKED,
    /// The venue responds with an error of its own, or cannot be reached.
    UNAVAILABLE,
    /// No response in time.
    TIMEOUT,
    /// The response is not what the venue documents: not JSON, truncated, or with invalid candles.
    MALFORMED,
    /// Not requested: after too many consecutive errors the circuit is open until `retryAt`.
    CIRCUIT_OPEN
  }

  private final Kind kind;
  private final String venue;
  private final @Nullable Instant retryAt;

  public ProviderException(
      String venue,
      Kind kind,
      String message,
      @Nullable Instant retryAt,
      @Nullable Throwable cause) {
    super(venue + ": " + message, cause);
    this.venue = venue;
    this.kind = kind;
    this.retryAt = retryAt;
  }

  public ProviderException(String venue, Kind kind, String message) {
    this(venue, kind, message, null, null);
  }

  public Kind kind() {
    return kind;
  }

  public String venue() {
    return venue;
  }

  /// When the venue may receive requests again; null when unknown.
  public @Nullable Instant retryAt() {
    return retryAt;
  }

  /// Returns how long to wait from `now` on, at least a second; `otherwise` when unknown.
  public Duration retryAfter(Instant now, Duration otherwise) {
    if (retryAt == null) return otherwise;
    Duration left = Duration.between(now, retryAt);
    return left.compareTo(Duration.ofSeconds(1)) < 0 ? Duration.ofSeconds(1) : left;
  }
}
