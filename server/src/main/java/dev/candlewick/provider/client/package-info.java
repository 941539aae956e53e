/// Requests to a venue over HTTP: its budget, pace, retries, circuit breaker and hosts. Uses the
/// venue contracts of `provider`. Start at `VenueClient`.
@NullMarked
package dev.candlewick.provider.client;

import org.jspecify.annotations.NullMarked;
