/// Coinbase Exchange's spot market: candles, prices and prints. Uses market and the client of
/// `provider`. Start at `CoinbaseProvider`.
@NullMarked
package dev.candlewick.provider.coinbase;

import org.jspecify.annotations.NullMarked;
