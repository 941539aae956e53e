package dev.candlewick.market;

import java.util.Set;

/// Something that has a price: a coin.
///
/// @param id CoinGecko's id, unique
/// @param ticker in capitals
/// @param aliases other names it goes by, such as Kraken's `XBT`
public record Instrument(String id, String ticker, String name, Set<String> aliases) {
  public Instrument {
    aliases = Set.copyOf(aliases);
  }
}
