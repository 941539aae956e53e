package dev.candlewick.market;

import java.util.List;

/// The result of resolving a name to an instrument.
public sealed interface InstrumentMatch {
  record Found(Instrument instrument) implements InstrumentMatch {}

  /// Several instruments have this name; the largest first, those without a rank last by id.
  record Ambiguous(List<Instrument> candidates) implements InstrumentMatch {
    public Ambiguous {
      candidates = List.copyOf(candidates);
    }
  }

  /// No instrument has this name.
  ///
  /// @param nearest the nearest known tickers with their ids
  record Unknown(List<String> nearest) implements InstrumentMatch {
    public Unknown {
      nearest = List.copyOf(nearest);
    }
  }
}
