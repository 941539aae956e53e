package dev.candlewick.overview;

import dev.candlewick.bus.Bus;
import dev.candlewick.catalog.Catalog;
import dev.candlewick.ingest.Providers;
import dev.candlewick.store.ChangeFeed;
import dev.candlewick.store.candle.CandleSummaryStore;
import dev.candlewick.store.candle.SeriesStore;
import dev.candlewick.store.ledger.LedgerStore;
import dev.candlewick.store.listing.InstrumentStore;
import dev.candlewick.store.price.PrintFeedStore;
import dev.candlewick.store.price.PrintStore;
import dev.candlewick.store.price.TickSummaryStore;
import java.time.InstantSource;

/// The use cases of markets, built together because they share the newest prices.
public record Markets(MarketOverview overview, InstrumentPrices prices) {
  /// The stores that the use cases read.
  public record Stores(
      SeriesStore series,
      CandleSummaryStore candles,
      PrintStore prints,
      PrintFeedStore printFeeds,
      TickSummaryStore ticks,
      InstrumentStore instruments,
      LedgerStore ledger) {}

  /// What the use cases follow and look names up in.
  ///
  /// @param bus where the feeds of this process publish
  public record Sources(
      ChangeFeed changes, Bus bus, Catalog catalog, Providers providers, Polling polling) {}

  public static Markets of(Stores stores, Sources sources, InstantSource clock) {
    PolledPrices polled = new PolledPrices(stores.ticks(), sources.polling());
    MarketPrices prices =
        new MarketPrices(sources.bus(), sources.providers(), stores.candles(), polled);
    KnownMarkets known =
        new KnownMarkets(
            stores.series(),
            stores.prints(),
            stores.printFeeds(),
            stores.instruments(),
            sources.catalog(),
            sources.polling());
    MarketRows rows =
        new MarketRows(
            prices,
            new CandleDays(stores.candles(), sources.changes()),
            new CandleSparklines(stores.candles(), sources.changes()),
            new CandleCounts(stores.candles()),
            polled);
    MarketOverview overview =
        new MarketOverview(
            known,
            new MarketDirectory(sources.catalog(), sources.providers()),
            rows,
            new HeldInstruments(stores.ledger(), stores.instruments()),
            clock);
    return new Markets(overview, new InstrumentPrices(known, prices, sources.catalog()::listings));
  }
}
