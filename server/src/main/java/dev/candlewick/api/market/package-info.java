/// Candles, prints, prices, instruments, coverage, backfills and feeds over HTTP. Start at
/// `CandleApi`.
@NullMarked
package dev.candlewick.api.market;

import org.jspecify.annotations.NullMarked;
