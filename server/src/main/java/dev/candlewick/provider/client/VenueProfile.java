package dev.candlewick.provider.client;

import dev.candlewick.provider.VenueBudget;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The addresses and limits of a venue.
///
/// @param hosts in order of preference; the next is used when one does not serve this client
/// @param timeout of one request, its body included
/// @param weightPerMinute what the venue allows, until it states another value
/// @param usedWeightHeader the response header with the weight used in this minute; null when the
///   venue has none
/// @param headers sent with every request, such as a key
/// @param errorsWithStatus200 whether a response of status 200 may be an error
/// @param pace the request rate within the minute
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

  /// Returns what the venue counts: one that reports the used weight counts by weight.
  VenueBudget.Unit unit() {
    return usedWeightHeader == null ? VenueBudget.Unit.REQUESTS : VenueBudget.Unit.WEIGHT;
  }

  /// Returns a venue without request headers whose errors have an HTTP error status.
  public static VenueProfile of(
      String venue,
      List<URI> hosts,
      Duration timeout,
      int weightPerMinute,
      @Nullable String usedWeightHeader) {
    return new VenueProfile(
        venue, hosts, timeout, weightPerMinute, usedWeightHeader, Map.of(), false, Pace.NONE);
  }

  /// Omits the headers: one of them may be a key.
  @Override
  public String toString() {
    return "VenueProfile[" + venue + " at " + hosts + "]";
  }
}
