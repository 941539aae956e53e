package dev.candlewick.provider.client;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How a venue is reached and what it allows.
///
/// @param hosts in order of preference; the next is taken when one refuses us
/// @param timeout of one request, its body included
/// @param weightPerMinute what the venue allows, until it says otherwise
/// @param usedWeightHeader the reply header with the weight used in this minute; null when the
///   venue has none
/// @param headers sent with every request, such as a key
/// @param errorsWithStatus200 whether an answer of status 200 may be a refusal
/// @param pace how fast within the minute
public record VenueProfile(
    String venue,
    List<URI> hosts,
    Duration timeout,
    int weightPerMinute,
    @Nullable String usedWeightHeader,
    Map<String, String> headers,
    boolean errorsWithStatus200,
    Pace pace) {
  public VenueProfile {
    hosts = List.copyOf(hosts);
    headers = Map.copyOf(headers);
  }

  /// A venue that needs no header and says with the status whether it refuses.
  public static VenueProfile of(
      String venue,
      List<URI> hosts,
      Duration timeout,
      int weightPerMinute,
      @Nullable String usedWeightHeader) {
    return new VenueProfile(
        venue, hosts, timeout, weightPerMinute, usedWeightHeader, Map.of(), false, Pace.NONE);
  }

  /// Without the headers: one of them may be a key.
  @Override
  public String toString() {
    return "VenueProfile[" + venue + " at " + hosts + "]";
  }
}
