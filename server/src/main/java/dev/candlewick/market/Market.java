package dev.candlewick.market;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a venue lists: a base priced in a quote, under the venue's own symbol.
///
/// @param provider the venue's name: `kraken`
/// @param venueSymbol the name the venue is asked by, unique at the venue: `XBTUSD`, `BTC-USD`
/// @param symbol base and quote as the venue states them, its own code of a currency translated:
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
    /// Ended or halted, or no longer in the venue's list. What is stored keeps its name.
    DELISTED,
    /// Delisted, and continued under another name.
    RENAMED
  }

  public Market {
    aliases = Set.copyOf(aliases);
    if ((state == State.RENAMED) != (renamedTo != null)) {
      throw new IllegalArgumentException(
          "the renamed market " + venueSymbol + " has a successor, and no other has: " + renamedTo);
    }
  }
}
