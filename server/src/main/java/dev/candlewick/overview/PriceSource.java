package dev.candlewick.overview;

import java.util.Locale;

/// Where a newest price comes from.
public enum PriceSource {
  /// The last price that the venue's feed sent.
  FEED,
  /// The close of the newest stored candle.
  CANDLE,
  /// The poll of prices.
  POLL;

  /// As it is written: `feed`.
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
