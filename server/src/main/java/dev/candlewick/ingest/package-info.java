/// What to fetch when: backfill jobs, repair of gaps, following. Uses market, series, provider,
/// store and settings. Start at `BackfillJob` and `SeriesFetch`.
@NullMarked
package dev.candlewick.ingest;

import org.jspecify.annotations.NullMarked;
