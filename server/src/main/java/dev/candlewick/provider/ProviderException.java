package dev.candlewick.provider;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What went wrong at a venue. The message is in our own words: it names the venue and the fault,
/// never an upstream address or body.
public final class ProviderException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /// The closed list of faults; `Retry` decides in one place which are worth another try.
  public enum Kind {
    /// The venue has no such symbol.
    UNKNOWN_SYMBOL,
    /// The venue has the instrument, but not in this currency.
    UNKNOWN_QUOTE,
    /// The venue has no such interval, or refuses the request as it stands.
    REJECTED,
    /// The venue or its plan refuses this range.
    RANGE_LIMIT,
    /// There is nothing in this range.
    NO_DATA,
    /// Too many requests: nothing is sent before `retryAt`.
    RATE_LIMITED,
    /// The address is banned by the venue until `retryAt`.
    BANNED,
    /// The venue does not serve this place or this client (403, 451), on no host we know.
    BLOCKED,
    /// The venue answers with an error of its own, or cannot be reached.
    UNAVAILABLE,
    /// No answer in time.
    TIMEOUT,
    /// The answer is not what the venue documents: no JSON, cut off, or candles that cannot be.
    MALFORMED,
    /// Not asked: too many faults in a row, the circuit is open until `retryAt`.
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

  /// When the venue may be asked again; null when nothing says so.
  public @Nullable Instant retryAt() {
    return retryAt;
  }

  /// How long to wait from `now` on, at least a second; `otherwise` when nothing says so.
  public Duration retryAfter(Instant now, Duration otherwise) {
    if (retryAt == null) return otherwise;
    Duration left = Duration.between(now, retryAt);
    return left.compareTo(Duration.ofSeconds(1)) < 0 ? Duration.ofSeconds(1) : left;
  }
}
