/// Binance's spot market: REST klines into candles. Uses market and the client of `provider`. Start
/// at `BinanceProvider`.
@NullMarked
package dev.candlewick.provider.binance;

import org.jspecify.annotations.NullMarked;
