package dev.candlewick.ingest;

import dev.candlewick.market.Listings;
import dev.candlewick.market.MarketMatch;
import java.util.List;

/// Gives a name its meaning at a venue.
public interface MarketLookup {
  /// Everything that is listed, as it is stored now.
  Listings listings();

  /// What a name means at a venue; the venue is asked for its listing where the stored one does not
  /// have the name.
  ///
  /// @param quote of a name that states none, in capitals
  /// @throws dev.candlewick.provider.ProviderException when no listing is stored and none can be
  ///   had
  MarketMatch market(String provider, String name, String quote);

  /// The same by what is stored; no venue is asked.
  MarketMatch storedMarket(String provider, String name, String quote);

  /// In what a venue's prices are, in capitals; empty when no listing is stored and none can be
  /// had.
  List<String> quotes(String provider);
}
