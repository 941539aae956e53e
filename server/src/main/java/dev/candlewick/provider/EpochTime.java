package dev.candlewick.provider;

import dev.candlewick.market.Grid;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;

/// Converts the numeric timestamps of venues, which count from 1970. The unit follows from the
/// magnitude: seconds below 10^11 (the year 5138), milliseconds below 10^14, microseconds below
/// 10^17. Venues change their unit between interfaces and over the years, so no parser assumes one.
public final class EpochTime {
  private static final long LEAST_MILLIS = 100_000_000_000L;
  private static final long LEAST_MICROS = LEAST_MILLIS * 1000;
  private static final long END = LEAST_MICROS * 1000;

  private EpochTime() {}

  /// Returns the timestamp in microseconds since 1970.
  ///
  /// @throws IllegalArgumentException when the number is negative or beyond every unit
  public static long micros(long stamp) {
    if (stamp < 0 || stamp >= END) throw new IllegalArgumentException("not a time: " + stamp);
    if (stamp < LEAST_MILLIS) return stamp * 1_000_000;
    return stamp < LEAST_MICROS ? stamp * 1000 : stamp;
  }

  /// Returns the instant to the microsecond; finer digits are truncated.
  ///
  /// @param stamp may have decimal places, as Kraken's seconds do
  /// @throws IllegalArgumentException when the number is negative or beyond every unit
  public static Instant instant(BigDecimal stamp) {
    if (stamp.signum() < 0 || stamp.compareTo(BigDecimal.valueOf(END)) >= 0) {
      throw new IllegalArgumentException("not a time: " + stamp.toPlainString());
    }
    long whole = stamp.setScale(0, RoundingMode.DOWN).longValueExact();
    int places = whole < LEAST_MILLIS ? 6 : whole < LEAST_MICROS ? 3 : 0;
    return Grid.instant(
        stamp.movePointRight(places).setScale(0, RoundingMode.DOWN).longValueExact());
  }

  /// Returns the instant of a whole number.
  ///
  /// @throws IllegalArgumentException when the number is negative or beyond every unit
  public static Instant instant(long stamp) {
    return Grid.instant(micros(stamp));
  }
}
