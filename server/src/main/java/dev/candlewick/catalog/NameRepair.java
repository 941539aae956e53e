package dev.candlewick.catalog;

import dev.candlewick.market.Listings;
import dev.candlewick.market.Series;
import dev.candlewick.store.listing.ListingStore;
import dev.candlewick.store.listing.NameRepairStore;
import dev.candlewick.store.listing.NameRepairStore.Outcome;
import dev.candlewick.store.listing.NameRepairStore.StoredName;
import java.util.List;
import java.util.function.Consumer;

/// Corrects the names of stored data, once after the first stored listing of a venue. Each name is
/// a transaction of its own, so that the repair resumes at the next start if the process dies.
public final class NameRepair {
  private final ListingStore listings;
  private final NameRepairStore store;
  private final Consumer<String> log;

  /// Creates a repair by these listings.
  ///
  /// @param log receives renames and merges
  public NameRepair(ListingStore listings, NameRepairStore store, Consumer<String> log) {
    this.listings = listings;
    this.store = store;
    this.log = log;
  }

  /// Repairs the names of a venue and of posted data, unless this was done before.
  public void run(String provider) {
    if (store.isRepaired(provider)) return;
    Listings known = listings.read();
    repair(known, provider);
    repair(known, Series.POSTED);
    store.markRepaired(provider);
  }

  private void repair(Listings known, String provider) {
    List<StoredName> stored = store.listNames(provider);
    for (StoredName one : stored) {
      CanonicalName.find(known, provider, one.symbol())
          .ifPresent(canonical -> {
            Outcome outcome = store.rename(one, canonical);
            log.accept(
                "%s of %s was stored as %s and is now %s (%s)"
                    .formatted(one.kind(), provider, one.symbol(), canonical, outcome));
          });
    }
  }
}
