package dev.candlewick.cli;

import dev.candlewick.account.Accounts;
import dev.candlewick.catalog.Catalog;
import dev.candlewick.catalog.ClientSymbols;
import dev.candlewick.charts.MarketCharts;
import dev.candlewick.ingest.Providers;
import dev.candlewick.ingest.backfill.BackfillRequests;
import dev.candlewick.ingest.backfill.BackfillRunner;
import dev.candlewick.store.candle.BackfillStore;
import dev.candlewick.store.candle.CoverageStore;
import dev.candlewick.store.candle.SeriesStore;
import java.time.InstantSource;

/// The opened database and the services on it, for one command.
public interface Session extends AutoCloseable {
  SeriesStore series();

  CoverageStore coverage();

  BackfillStore backfills();

  BackfillRequests backfillRequests();

  BackfillRunner runner();

  Providers providers();

  Catalog catalog();

  ClientSymbols spellings();

  MarketCharts charts();

  Accounts accounts();

  InstantSource clock();

  @Override
  void close();
}
