package dev.candlewick.benchmarks.venue;

import dev.candlewick.market.Interval;
import java.util.Locale;
import java.util.Optional;

/// A stream by its name at the venue: `btcusdt@kline_1s`, `btcusdt@aggTrade`, `btcusdt@miniTicker`.
///
/// @param symbol in capitals
/// @param length of a candle in milliseconds; 0 for the others
record Topic(String name, String symbol, Kind kind, String interval, long length) {
  private static final String KLINE = "kline_";

  enum Kind {
    CANDLES,
    PRINTS,
    TICKER
  }

  /// Parses a stream's name; empty when the venue has no such stream.
  static Optional<Topic> parse(String name) {
    int at = name.indexOf('@');
    if (at < 1) return Optional.empty();
    String symbol = name.substring(0, at).toUpperCase(Locale.ROOT);
    String what = name.substring(at + 1);
    if (what.equals("aggTrade")) return Optional.of(new Topic(name, symbol, Kind.PRINTS, "", 0));
    if (what.equals("miniTicker")) return Optional.of(new Topic(name, symbol, Kind.TICKER, "", 0));
    if (!what.startsWith(KLINE)) return Optional.empty();
    String interval = what.substring(KLINE.length());
    return length(interval).map(length -> new Topic(name, symbol, Kind.CANDLES, interval, length));
  }

  /// Returns the length in milliseconds of intervals up to a day; the others have no fixed grid
  /// from 1970.
  static Optional<Long> length(String code) {
    for (Interval interval : Interval.values()) {
      if (interval.code().equals(code) && interval.compareTo(Interval.D1) <= 0) {
        return Optional.of(interval.length().toMillis());
      }
    }
    return Optional.empty();
  }
}
