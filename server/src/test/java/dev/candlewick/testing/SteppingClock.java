package dev.candlewick.testing;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// A clock that moves only by `advance`.
public final class SteppingClock implements InstantSource {
  private final Instant start;
  private Instant now;

  public SteppingClock(Instant start) {
    this.start = start;
    this.now = start;
  }

  @Override
  public synchronized Instant instant() {
    return now;
  }

  /// Returns the nanoseconds since the start, as `System.nanoTime` counts them.
  public synchronized long nanos() {
    return Duration.between(start, now).toNanos();
  }

  public synchronized void advance(Duration step) {
    now = now.plus(step);
  }
}
