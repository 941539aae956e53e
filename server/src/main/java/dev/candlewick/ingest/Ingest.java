package dev.candlewick.ingest;

import dev.candlewick.provider.Pause;
import dev.candlewick.store.BackfillStore;
import dev.candlewick.store.CandleStore;
import dev.candlewick.store.CoverageStore;
import dev.candlewick.store.SeriesStore;
import java.time.InstantSource;

/// What every kind of fetch works with.
public record Ingest(
    Providers providers,
    SeriesStore series,
    CandleStore candles,
    CoverageStore coverage,
    BackfillStore backfills,
    InstantSource clock,
    Pause pause) {}
