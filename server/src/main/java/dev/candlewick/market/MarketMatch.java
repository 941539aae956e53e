package dev.candlewick.market;

import java.util.List;

/// The result of resolving a name at a venue.
public sealed interface MarketMatch {
  record Found(Market market) implements MarketMatch {}

  /// Several markets of the venue have this name.
  record Ambiguous(List<Market> candidates) implements MarketMatch {
    public Ambiguous {
      candidates = List.copyOf(candidates);
    }
  }

  /// The venue has no such market.
  ///
  /// @param nearest the venue's own symbols that are nearest
  record Unknown(List<String> nearest) implements MarketMatch {
    public Unknown {
      nearest = List.copyOf(nearest);
    }
  }
}
