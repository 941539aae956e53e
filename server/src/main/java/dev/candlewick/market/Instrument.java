package dev.candlewick.market;

import org.jspecify.annotations.Nullable;

/// A coin. Its identity is CoinGecko's id; ticker and name are labels, and several coins may share
/// them.
///
/// @param id CoinGecko's id, unique
/// @param ticker in capitals
/// @param rank by market capitalisation, 1 is the largest; null where it is not known
public record Instrument(String id, String ticker, String name, @Nullable Integer rank) {
  /// An instrument without a known rank.
  public Instrument(String id, String ticker, String name) {
    this(id, ticker, name, null);
  }
}
