package dev.candlewick.testing;

import dev.candlewick.catalog.Catalog;
import dev.candlewick.catalog.ClientSymbols;
import dev.candlewick.catalog.ListingRefresh;
import dev.candlewick.ingest.Providers;
import dev.candlewick.provider.Venue;
import dev.candlewick.store.Database;
import dev.candlewick.store.listing.ListingStore;
import java.time.InstantSource;
import java.util.List;

/// A catalog over a test's database and venues.
public final class Catalogs {
  private Catalogs() {}

  /// Returns a catalog without a repair of names.
  public static Catalog of(Database database, InstantSource clock, Venue... venues) {
    ListingStore store = new ListingStore(database);
    Catalog catalog =
        new Catalog(
            new Providers(List.of(venues)),
            store,
            new ListingRefresh(store, clock, provider -> {}));
    database.changeFeed().subscribe(catalog);
    return catalog;
  }

  public static ClientSymbols spellings(Catalog catalog, Database database, Venue... venues) {
    return new ClientSymbols(catalog, new Providers(List.of(venues)), new ListingStore(database));
  }
}
