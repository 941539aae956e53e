/// A venue on loopback that implements the parts of Binance that a feed and its backfills use, at a
/// configurable rate. Start at `LoopbackVenue`.
@NullMarked
package dev.candlewick.benchmarks.venue;

import org.jspecify.annotations.NullMarked;
