package dev.candlewick.provider;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The state of a venue, as `/health` and the metrics show it.
///
/// @param usedWeight of the current minute, as far as known
/// @param retryAt when the next request is sent; null when one may be sent now
/// @param fault the last error, worded by this server; null after a success
public record VenueHealth(
    String venue,
    State state,
    int usedWeight,
    int weightLimit,
    @Nullable Instant retryAt,
    @Nullable String fault) {
  /// Closed: requests are sent. Open: no requests are sent. Half open: one trial request is sent.
  public enum State {
    CLOSED,
    HALF_OPEN,
    OPEN
  }
}
