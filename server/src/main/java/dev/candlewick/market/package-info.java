/// The domain types that every other package uses: instruments, intervals, candles, prints. Pure:
/// no clock, disk, network or thread. Start at `Candle` and `CandleBatch`.
@NullMarked
package dev.candlewick.market;

import org.jspecify.annotations.NullMarked;
