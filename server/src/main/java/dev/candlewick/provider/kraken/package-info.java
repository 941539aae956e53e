/// Kraken's spot market: its latest candles, prices and prints. Uses market and the client of
/// `provider`. Start at `KrakenProvider`.
@NullMarked
package dev.candlewick.provider.kraken;

import org.jspecify.annotations.NullMarked;
