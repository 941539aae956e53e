package dev.candlewick.ingest;

import dev.candlewick.provider.Pause;
import dev.candlewick.store.candle.BackfillStore;
import dev.candlewick.store.candle.CandleStore;
import dev.candlewick.store.candle.CoverageStore;
import dev.candlewick.store.candle.SeriesStore;
import java.time.InstantSource;

/// The venues, stores and clock that every kind of fetch uses.
public record Ingest(
    Providers providers,
    SeriesStore series,
    CandleStore candles,
    CoverageStore coverage,
    BackfillStore backfills,
    InstantSource clock,
    Pause pause) {}
