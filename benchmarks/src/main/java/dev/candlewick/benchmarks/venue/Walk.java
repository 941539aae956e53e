package dev.candlewick.benchmarks.venue;

import java.math.BigDecimal;

/// Candles and prints of a generated market without state: each is a function of symbol and time,
/// so the feed and the pages of history agree.
final class Walk {
  /// Milliseconds since 1970 before which nothing was traded: an hour before the venue started.
  final long listedAt;

  private static final long LISTED_BEFORE = 3_600_000;
  private static final int PRICE_SCALE = 2;
  private static final int VOLUME_SCALE = 5;
  private static final long MICROS_A_SECOND = 1_000_000;

  private final int printsPerSecond;

  Walk(long now, int printsPerSecond) {
    this.listedAt = (now - LISTED_BEFORE) / LISTED_BEFORE * LISTED_BEFORE;
    this.printsPerSecond = printsPerSecond;
  }

  /// The state of a candle after a part of its time.
  ///
  /// @param openTime in milliseconds, as `closeTime`
  record Candle(
      long openTime,
      long closeTime,
      BigDecimal open,
      BigDecimal high,
      BigDecimal low,
      BigDecimal close,
      BigDecimal volume,
      int trades) {}

  /// A print; time in microseconds.
  record Trade(long id, long time, BigDecimal price, BigDecimal quantity, boolean buyerIsMaker) {}

  /// Returns the candle that opens here, of this length in milliseconds, in its state at this time.
  Candle candle(String symbol, long openTime, long length, long now) {
    long gone = Math.clamp(now - openTime, 0, length);
    long open = cents(symbol, openTime);
    long close = open + (cents(symbol, openTime + length) - open) * gone / length;
    long wick = gone == length ? random(symbol, openTime + 1) % 50 : 0;
    long volume = 1000 + random(symbol, openTime + 2) % 100_000;
    return new Candle(
        openTime,
        openTime + length - 1,
        price(open),
        price(Math.max(open, close) + wick),
        price(Math.min(open, close) - wick),
        price(close),
        BigDecimal.valueOf(volume * gone / length, VOLUME_SCALE),
        (int) (1 + random(symbol, openTime + 3) % 50 * gone / length));
  }

  /// Returns the number of the newest print at this time, in microseconds.
  long newestPrint(String symbol, long micros) {
    long id = micros * printsPerSecond / MICROS_A_SECOND;
    return timeOf(symbol, id) <= micros ? id : id - 1;
  }

  /// Returns the time of a print. Prints are irregular, one in each stretch of equal length: evenly
  /// spaced, they would synchronize with the server's flush interval.
  long timeOf(String symbol, long id) {
    long stretch = MICROS_A_SECOND / printsPerSecond;
    long time = id * MICROS_A_SECOND / printsPerSecond + random(symbol, id) % stretch;
    return time / 1000 * 1000;
  }

  Trade trade(String symbol, long id) {
    long time = timeOf(symbol, id);
    return new Trade(
        id,
        time,
        price(cents(symbol, time / 1000)),
        BigDecimal.valueOf(1 + random(symbol, id + 7) % 10_000, VOLUME_SCALE),
        (random(symbol, id + 11) & 1) == 0);
  }

  BigDecimal price(String symbol, long millis) {
    return price(cents(symbol, millis));
  }

  private static BigDecimal price(long cents) {
    return BigDecimal.valueOf(cents, PRICE_SCALE);
  }

  private static long cents(String symbol, long millis) {
    long base = 100_000 + random(symbol, 0) % 900_000;
    return base + random(symbol, millis / 1000) % 1000;
  }

  /// Returns a number of at least 0, equal for equal arguments.
  private static long random(String symbol, long number) {
    long mixed = (symbol.hashCode() * 0x9e3779b97f4a7c15L) ^ (number * 0xbf58476d1ce4e5b9L);
    mixed = (mixed ^ (mixed >>> 29)) * 0x94d049bb133111ebL;
    return (mixed ^ (mixed >>> 32)) >>> 1;
  }
}
