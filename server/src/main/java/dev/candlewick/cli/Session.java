package dev.candlewick.cli;

import dev.candlewick.account.Accounts;
import dev.candlewick.catalog.ClientSymbols;
import dev.candlewick.catalog.Symbols;
import dev.candlewick.charts.MarketCharts;
import dev.candlewick.ingest.Providers;
import dev.candlewick.ingest.backfill.BackfillJobs;
import dev.candlewick.ingest.backfill.BackfillRunner;
import dev.candlewick.store.candle.BackfillStore;
import dev.candlewick.store.candle.CoverageStore;
import dev.candlewick.store.candle.SeriesStore;
import java.time.InstantSource;

/// What a command works with: the opened database and the parts on it.
///
/// @param release closes all of it
public record Session(
    SeriesStore series,
    CoverageStore coverage,
    BackfillStore backfills,
    BackfillJobs backfillJobs,
    BackfillRunner runner,
    Providers providers,
    Symbols symbols,
    ClientSymbols spellings,
    MarketCharts charts,
    Accounts accounts,
    InstantSource clock,
    Runnable release)
    implements AutoCloseable {
  @Override
  public void close() {
    release.run();
  }
}
