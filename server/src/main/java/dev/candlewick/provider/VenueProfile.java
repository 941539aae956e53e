package dev.candlewick.provider;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How a venue is reached and what it allows.
///
/// @param hosts in order of preference; the next is taken when one refuses us
/// @param timeout of one request, its body included
/// @param weightPerMinute what the venue allows, until it says otherwise
/// @param usedWeightHeader the reply header with the weight used in this minute; null when the
///   venue has none
public record VenueProfile(
    String venue,
    List<URI> hosts,
    Duration timeout,
    int weightPerMinute,
    @Nullable String usedWeightHeader) {
  public VenueProfile {
    hosts = List.copyOf(hosts);
  }
}
