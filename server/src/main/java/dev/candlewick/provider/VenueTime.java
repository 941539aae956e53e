package dev.candlewick.provider;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A lower bound of a venue's clock: the time in its last response plus the local time since that
/// response arrived. It is measured again after ten minutes.
public final class VenueTime {
  private static final Duration TIME_TO_LIVE = Duration.ofMinutes(10);

  private final LongSupplier nanos;
  private final Supplier<Instant> source;
  private final ReentrantLock lock = new ReentrantLock();
  private volatile @Nullable Measure measure;

  private record Measure(Instant venue, long nanos) {}

  /// A clock that fetches the venue's time when it is first read.
  ///
  /// @param asking fetches the venue's time
  public VenueTime(LongSupplier nanos, Supplier<Instant> asking) {
    this.nanos = nanos;
    this.source = asking;
  }

  /// Returns the venue's time, never later than its real time.
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
