package dev.candlewick.catalog;

import dev.candlewick.market.Listings;
import dev.candlewick.market.SearchEntry;
import dev.candlewick.market.SearchHit;
import dev.candlewick.market.SearchIndex;
import dev.candlewick.market.Symbol;
import dev.candlewick.store.listing.StoredNamesStore;
import dev.candlewick.store.listing.StoredNamesStore.StoredNames;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The search for instruments and markets by any of their names, in the stored listings and in what
/// is stored. No request is sent to a venue.
public final class NameSearch {
  private static final int MAX_NEAREST = 3;

  private final Catalog catalog;
  private final StoredNamesStore store;
  private final List<String> venueOrder;
  private volatile @Nullable Built built;

  /// An index, and what it was built from.
  private record Built(Listings listings, Map<String, Set<Symbol>> stored, SearchIndex index) {
    boolean isOf(Listings newest, StoredNames names) {
      return listings == newest && stored.equals(names.symbols());
    }
  }

  /// The search in a catalog.
  ///
  /// @param venueOrder the venues by preference
  public NameSearch(Catalog catalog, StoredNamesStore store, List<String> venueOrder) {
    this.catalog = catalog;
    this.store = store;
    this.venueOrder = List.copyOf(venueOrder);
  }

  /// An entry that was found.
  ///
  /// @param stored whether this installation has data of it
  public record Result(SearchHit hit, boolean stored) {}

  /// The entries that were found, the best first.
  ///
  /// @param nearest the names that are nearest, when no name matches; the results are theirs then
  public record Results(List<Result> results, List<String> nearest) {
    public Results {
      results = List.copyOf(results);
      nearest = List.copyOf(nearest);
    }
  }

  /// Returns the best entries for a query.
  public Results search(String query, int limit) {
    StoredNames names = store.find(venueOrder);
    List<SearchHit> hits =
        index(names).search(query, entry -> isStored(entry, names), venueOrder, limit);
    return new Results(
        hits.stream().map(hit -> new Result(hit, isStored(hit.entry(), names))).toList(),
        hits.stream()
            .filter(hit -> hit.match() == SearchHit.Match.NEAR)
            .map(SearchHit::spelling)
            .distinct()
            .limit(MAX_NEAREST)
            .toList());
  }

  private SearchIndex index(StoredNames names) {
    Listings listings = catalog.listings();
    Built known = built;
    return known != null && known.isOf(listings, names) ? known.index() : build(listings, names);
  }

  /// Builds the index once for all callers that need it.
  private synchronized SearchIndex build(Listings listings, StoredNames names) {
    Built known = built;
    if (known != null && known.isOf(listings, names)) return known.index();
    SearchIndex index = listings.searchIndex(names.symbols());
    built = new Built(listings, names.symbols(), index);
    return index;
  }

  private static boolean isStored(SearchEntry entry, StoredNames names) {
    return switch (entry) {
      case SearchEntry.OfInstrument(var instrument) ->
          names.instruments().contains(instrument.id());
      case SearchEntry.OfMarket market -> names.hasSymbol(market.provider(), market.symbol());
    };
  }
}
