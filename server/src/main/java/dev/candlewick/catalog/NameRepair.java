package dev.candlewick.catalog;

import dev.candlewick.market.Listings;
import dev.candlewick.market.Series;
import dev.candlewick.store.listing.ListingStore;
import dev.candlewick.store.listing.NameRepairStore;
import dev.candlewick.store.listing.NameRepairStore.Named;
import dev.candlewick.store.listing.NameRepairStore.Outcome;
import java.util.List;
import java.util.function.Consumer;

/// Puts right what was stored under wrong names, once after the first stored listing of a venue.
/// Each name is a transaction of its own, so that a process that dies goes on at the next start.
public final class NameRepair {
  private final ListingStore listings;
  private final NameRepairStore store;
  private final Consumer<String> say;

  /// A repair by these listings.
  ///
  /// @param say receives what was renamed or merged
  public NameRepair(ListingStore listings, NameRepairStore store, Consumer<String> say) {
    this.listings = listings;
    this.store = store;
    this.say = say;
  }

  /// Repairs the names of a venue and of what was posted, unless that was done.
  public void run(String provider) {
    if (store.isRepaired(provider)) return;
    Listings known = listings.read();
    repair(known, provider);
    repair(known, Series.POSTED);
    store.markRepaired(provider);
  }

  private void repair(Listings known, String provider) {
    List<Named> stored = store.names(provider);
    for (Named one : stored) {
      RightName.of(known, provider, one.symbol())
          .ifPresent(right -> {
            Outcome outcome = store.rename(one, right);
            say.accept(
                "%s of %s was stored as %s and is now %s (%s)"
                    .formatted(one.kind(), provider, one.symbol(), right, outcome));
          });
    }
  }
}
