package dev.candlewick.provider;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The state of a venue, as `/health` and the metrics show it.
///
/// @param budget its current window
/// @param retryAt when the next request is sent; null when one may be sent now
/// @param fault the last error, worded by this server; null after a success
public record VenueHealth(
    String venue,
    State state,
    VenueBudget budget,
    @Nullable Instant retryAt,
    @Nullable String fault) {
  /// Closed: requests are sent. Open: no requests are sent. Half open: one trial request is sent.
  public enum State {
    CLOSED,
    HALF_OPEN,
    OPEN;

    /// As it is written: `half_open`.
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public int usedWeight() {
    return budget.used();
  }

  public int weightLimit() {
    return budget.limit();
  }

  /// Returns the last error without the name of the venue; empty after a success.
  public Optional<String> reason() {
    if (fault == null) return Optional.empty();
    String prefix = venue + ": ";
    return Optional.of(fault.startsWith(prefix) ? fault.substring(prefix.length()) : fault);
  }
}
