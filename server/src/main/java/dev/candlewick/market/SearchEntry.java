package dev.candlewick.market;

import org.jspecify.annotations.Nullable;

/// What a search can find.
public sealed interface SearchEntry {
  /// The instrument, or that of the market's base; null where no listing identifies it.
  @Nullable Instrument instrument();

  /// An instrument.
  record OfInstrument(Instrument instrument) implements SearchEntry {}

  /// A market of a venue, or a symbol of which data is stored.
  ///
  /// @param state null for a symbol that no venue's listing has
  /// @param instrument that of the base
  record OfMarket(
      String provider, Symbol symbol, Market.@Nullable State state, @Nullable Instrument instrument)
      implements SearchEntry {}
}
