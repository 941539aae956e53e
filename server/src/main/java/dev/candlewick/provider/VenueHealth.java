package dev.candlewick.provider;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// How a venue does, as `/health` and the metrics show it.
///
/// @param usedWeight of the running minute, as far as known
/// @param retryAt when it will be asked again; null when it may be asked now
/// @param fault the last fault in our words; null after a success
public record VenueHealth(
    String venue,
    State state,
    int usedWeight,
    int weightLimit,
    @Nullable Instant retryAt,
    @Nullable String fault) {
  /// Closed: asked as usual. Open: not asked. Half open: one request tries.
  public enum State {
    CLOSED,
    HALF_OPEN,
    OPEN
  }
}
