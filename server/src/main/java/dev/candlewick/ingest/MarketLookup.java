package dev.candlewick.ingest;

import dev.candlewick.market.Listings;
import dev.candlewick.market.MarketMatch;
import java.util.List;

/// Resolves market names at a venue.
public interface MarketLookup {
  /// Returns all stored listings.
  Listings listings();

  /// Resolves a name at a venue. Fetches the venue's listing when the stored one does not have the
  /// name.
  ///
  /// @param quote the quote of a name that states none, in capitals
  /// @throws dev.candlewick.provider.ProviderException when no listing is stored and none can be
  ///   fetched
  MarketMatch market(String provider, String name, String quote);

  /// Resolves a name from the stored listings; sends no request to a venue.
  MarketMatch storedMarket(String provider, String name, String quote);

  /// Returns the quotes of a venue's prices, in capitals; empty when no listing is stored and none
  /// can be fetched.
  List<String> quotes(String provider);
}
