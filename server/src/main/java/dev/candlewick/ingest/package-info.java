/// Collection of market data: backfill jobs, repair of gaps, following, polling. Uses market,
/// series, provider, store and settings. Start at `BackfillJob` and `SeriesFetch`.
@NullMarked
package dev.candlewick.ingest;

import org.jspecify.annotations.NullMarked;
