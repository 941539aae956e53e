package dev.candlewick.series;

/// How a series is resampled: into calendar buckets in UTC, weeks from Monday to Sunday.
public enum Frequency {
  DAILY,
  WEEKLY,
  MONTHLY,
  YEARLY
}
