/// Candles, the dictionary of series, coverage and backfill jobs as rows, and the cache of series.
/// Uses the database of `store`. Start at `CandleStore`.
@NullMarked
package dev.candlewick.store.candle;

import org.jspecify.annotations.NullMarked;
