package dev.candlewick.market;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A market that a venue lists: a base priced in a quote, under the venue's own symbol.
///
/// @param provider the venue's name: `kraken`
/// @param venueSymbol the name in requests to the venue, unique there: `XBTUSD`, `BTC-USD`
/// @param symbol base and quote as the venue states them, with its own currency codes translated:
///   `BTC/USD`
/// @param aliases the venue's other documented names of this market: `XXBTZUSD`, `XBT/USD`
/// @param renamedTo the venue symbol of the market that continues a renamed one; null for any other
///   state
public record Market(
    String provider,
    String venueSymbol,
    Symbol symbol,
    Set<String> aliases,
    State state,
    @Nullable String renamedTo) {
  /// Whether it can be traded now.
  public enum State {
    LISTED,
    /// Ended or halted, or no longer in the venue's list. Stored data keeps its name.
    DELISTED,
    /// Delisted, and continued under another name.
    RENAMED
  }

  public Market {
    aliases = Set.copyOf(aliases);
    if ((state == State.RENAMED) != (renamedTo != null)) {
      throw new IllegalArgumentException(
          "only a renamed market has a successor: " + venueSymbol + ", " + renamedTo);
    }
  }
}
