package dev.candlewick.series;

/// The frequency of resampling: calendar buckets in UTC, weeks from Monday to Sunday.
public enum Frequency {
  DAILY,
  WEEKLY,
  MONTHLY,
  YEARLY
}
