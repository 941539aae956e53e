package dev.candlewick.provider.client;

import java.time.Duration;

/// The typical time in which a venue responds: an average in which recent responses count more.
final class ResponseTime {
  private static final long ASSUMED_NANOS = Duration.ofMillis(200).toNanos();
  private static final int SHARE = 8;

  private long averageNanos = ASSUMED_NANOS;
  private boolean measured;

  synchronized void record(long nanos) {
    averageNanos = measured ? averageNanos + (nanos - averageNanos) / SHARE : nanos;
    measured = true;
  }

  /// Returns an assumption before the first response.
  synchronized Duration typical() {
    return Duration.ofNanos(averageNanos);
  }
}
