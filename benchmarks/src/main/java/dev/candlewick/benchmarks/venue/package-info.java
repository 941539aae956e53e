/// A venue on loopback that speaks as much of Binance as a feed and its backfills ask for, as fast
/// as it is told to. Start at `LoopbackVenue`.
@NullMarked
package dev.candlewick.benchmarks.venue;

import org.jspecify.annotations.NullMarked;
