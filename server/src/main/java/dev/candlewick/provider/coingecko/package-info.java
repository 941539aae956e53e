/// CoinGecko: price points over time, current prices and the list of coins. Uses market, settings
/// and the client of `provider`. Start at `CoinGeckoProvider`.
@NullMarked
package dev.candlewick.provider.coingecko;

import org.jspecify.annotations.NullMarked;
