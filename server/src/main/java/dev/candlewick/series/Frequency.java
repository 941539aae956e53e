package dev.candlewick.series;

import java.util.Locale;

/// The frequency of resampling: calendar buckets in UTC, weeks from Monday to Sunday.
public enum Frequency {
  DAILY,
  WEEKLY,
  MONTHLY,
  YEARLY;

  /// As it is written: `daily`.
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
