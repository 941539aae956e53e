package dev.candlewick.provider.client;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/// The hosts of a venue in order of preference. A host that does not serve this client is avoided
/// for ten minutes.
final class VenueHosts {
  private static final Duration BLOCK_DURATION = Duration.ofMinutes(10);

  private final List<URI> hosts;
  private final InstantSource clock;
  private int current;
  private Instant retryPreferredAt = Instant.MIN;

  VenueHosts(List<URI> hosts, InstantSource clock) {
    if (hosts.isEmpty()) throw new IllegalArgumentException("a venue needs a host");
    this.hosts = List.copyOf(hosts);
    this.clock = clock;
  }

  synchronized URI current() {
    if (current > 0 && !clock.instant().isBefore(retryPreferredAt)) current = 0;
    return hosts.get(current);
  }

  /// Moves on from a host that does not serve this client; false when there is no other.
  synchronized boolean markBlocked(URI host) {
    int index = hosts.indexOf(host);
    if (index < current) return true;
    if (index + 1 >= hosts.size()) return false;
    current = index + 1;
    retryPreferredAt = clock.instant().plus(BLOCK_DURATION);
    return true;
  }
}
