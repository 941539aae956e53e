package dev.candlewick.wiring;

import dev.candlewick.catalog.Catalog;
import dev.candlewick.catalog.ClientSymbols;
import dev.candlewick.catalog.DailyListingRefresh;
import dev.candlewick.catalog.ListingRefresh;
import dev.candlewick.catalog.NameRepair;
import dev.candlewick.catalog.NameSearch;
import dev.candlewick.catalog.Symbols;
import dev.candlewick.catalog.TopicNames;
import dev.candlewick.ingest.Providers;
import dev.candlewick.store.listing.NameRepairStore;
import java.util.function.Consumer;

/// What gives names their meaning.
public record NameParts(
    Catalog catalog,
    ClientSymbols clientSymbols,
    Symbols symbols,
    TopicNames topics,
    NameSearch search,
    DailyListingRefresh refreshJob) {
  /// The catalog follows the changes of the database from here on.
  static NameParts of(SharedParts shared, StoreParts stores, Providers providers) {
    Consumer<String> log = shared.log();
    NameRepair repair =
        new NameRepair(stores.listings(), new NameRepairStore(stores.database()), log);
    ListingRefresh refresh = new ListingRefresh(stores.listings(), shared.clock(), repair::run);
    Catalog catalog = new Catalog(providers, stores.listings(), refresh);
    stores.database().changeFeed().subscribe(catalog);
    ClientSymbols clientSymbols = new ClientSymbols(catalog, providers, stores.listings());
    Symbols symbols = new Symbols(catalog, clientSymbols);
    return new NameParts(
        catalog,
        clientSymbols,
        symbols,
        new TopicNames(
            symbols, stores.series(), stores.printFeeds(), shared.settings().venues().order()),
        new NameSearch(catalog, stores.storedNames(), shared.settings().venues().order()),
        new DailyListingRefresh(providers, stores.listings(), refresh, log));
  }
}
