package dev.candlewick.provider;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A venue's clock as a lower bound: the time it named, plus what has passed here since its reply
/// arrived. Measured again after ten minutes.
public final class VenueTime {
  private static final Duration TIME_TO_LIVE = Duration.ofMinutes(10);

  private final LongSupplier nanos;
  private final Supplier<Instant> source;
  private final ReentrantLock lock = new ReentrantLock();
  private volatile @Nullable Measure measure;

  private record Measure(Instant venue, long nanos) {}

  /// A clock that measures the difference to the venue's when it is first read.
  ///
  /// @param asking asks the venue what time it is
  public VenueTime(LongSupplier nanos, Supplier<Instant> asking) {
    this.nanos = nanos;
    this.source = asking;
  }

  /// Never later than it really is at the venue.
  public Instant now() {
    Instant known = estimate();
    if (known != null) return known;
    lock.lock();
    try {
      Instant meanwhile = estimate();
      return meanwhile == null ? measureNow() : meanwhile;
    } finally {
      lock.unlock();
    }
  }

  private Instant measureNow() {
    Instant venue = source.get();
    measure = new Measure(venue, nanos.getAsLong());
    return venue;
  }

  private @Nullable Instant estimate() {
    Measure last = measure;
    if (last == null) return null;
    Duration elapsed = Duration.ofNanos(nanos.getAsLong() - last.nanos());
    return elapsed.compareTo(TIME_TO_LIVE) > 0 ? null : last.venue().plus(elapsed);
  }
}
