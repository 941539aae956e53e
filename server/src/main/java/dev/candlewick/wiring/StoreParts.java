package dev.candlewick.wiring;

import dev.candlewick.store.Database;
import dev.candlewick.store.IdempotencyStore;
import dev.candlewick.store.RevisionStore;
import dev.candlewick.store.account.AuditStore;
import dev.candlewick.store.account.PreferenceStore;
import dev.candlewick.store.account.WatchListStore;
import dev.candlewick.store.candle.BackfillStore;
import dev.candlewick.store.candle.CandlePageStore;
import dev.candlewick.store.candle.CandleStore;
import dev.candlewick.store.candle.CandleSummaryStore;
import dev.candlewick.store.candle.CoverageStore;
import dev.candlewick.store.candle.SeriesCache;
import dev.candlewick.store.candle.SeriesStore;
import dev.candlewick.store.ledger.AdminPositionStore;
import dev.candlewick.store.ledger.LedgerStore;
import dev.candlewick.store.ledger.PositionStore;
import dev.candlewick.store.listing.InstrumentStore;
import dev.candlewick.store.listing.ListingStore;
import dev.candlewick.store.listing.StoredNamesStore;
import dev.candlewick.store.price.ChartStore;
import dev.candlewick.store.price.PrintFeedStore;
import dev.candlewick.store.price.PrintStore;
import dev.candlewick.store.price.TickStore;
import dev.candlewick.store.price.TickSummaryStore;
import java.util.function.Consumer;

/// The stores on one database.
public record StoreParts(
    Database database,
    SeriesStore series,
    CandleStore candles,
    CandlePageStore candlePages,
    CandleSummaryStore candleSummaries,
    SeriesCache seriesCache,
    CoverageStore coverage,
    BackfillStore backfills,
    PrintStore prints,
    PrintFeedStore printFeeds,
    TickStore ticks,
    TickSummaryStore tickSummaries,
    ChartStore charts,
    InstrumentStore instruments,
    ListingStore listings,
    StoredNamesStore storedNames,
    RevisionStore revisions,
    LedgerStore ledger,
    PositionStore positions,
    AdminPositionStore adminPositions,
    AuditStore audit,
    IdempotencyStore idempotency,
    PreferenceStore preferences,
    WatchListStore watchLists) {
  private static final long CACHE_BYTES = 128L << 20;

  /// The stores on a database.
  ///
  /// @param warn receives what was stored as final and is not
  static StoreParts of(Database database, Consumer<String> warn) {
    CandleStore candles = new CandleStore(database, warn);
    return new StoreParts(
        database,
        new SeriesStore(database),
        candles,
        new CandlePageStore(database),
        new CandleSummaryStore(database),
        new SeriesCache(database, candles, CACHE_BYTES),
        new CoverageStore(database),
        new BackfillStore(database),
        new PrintStore(database, warn),
        new PrintFeedStore(database),
        new TickStore(database),
        new TickSummaryStore(database),
        new ChartStore(database),
        new InstrumentStore(database),
        new ListingStore(database),
        new StoredNamesStore(database),
        new RevisionStore(database),
        new LedgerStore(database),
        new PositionStore(database),
        new AdminPositionStore(database),
        new AuditStore(database),
        new IdempotencyStore(database),
        new PreferenceStore(database),
        new WatchListStore(database));
  }
}
