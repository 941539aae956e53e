package dev.candlewick.market;

import java.util.List;

/// What a name means at a venue.
public sealed interface MarketMatch {
  record Found(Market market) implements MarketMatch {}

  /// Several markets of the venue are spelt so.
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
