package dev.candlewick.provider;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A lower bound of a venue's clock: the time in its last response plus the local time since that
/// response arrived. It is measured again after ten minutes.
public final class VenueTime {
  private static final Duration TIME_TO_LIVE = Duration.ofMinutes(10);

  private final InstantSource clock;
  private final LongSupplier nanos;
  private final Supplier<Instant> source;
  private final ReentrantLock lock = new ReentrantLock();
  private volatile @Nullable Measure measure;

  private record Measure(Instant venue, long nanos, Duration ahead) {}

  /// A clock that fetches the venue's time when it is first read.
  ///
  /// @param clock the local clock
  /// @param asking fetches the venue's time
  public VenueTime(InstantSource clock, LongSupplier nanos, Supplier<Instant> asking) {
    this.clock = clock;
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

  /// Returns how far the venue's clock is ahead of the local one, as far as the last measurement
  /// proves; zero while the two may agree, and before the first measurement.
  public Duration ahead() {
    Measure last = measure;
    return last == null ? Duration.ZERO : last.ahead();
  }

  private Instant measureNow() {
    Instant before = clock.instant();
    Instant venue = source.get();
    measure = new Measure(venue, nanos.getAsLong(), ahead(before, venue, clock.instant()));
    return venue;
  }

  /// The venue read its clock between the request and the response, and cut off what is finer than
  /// it writes: whole seconds, or milliseconds.
  private static Duration ahead(Instant before, Instant venue, Instant after) {
    Duration precision =
        venue.equals(venue.truncatedTo(ChronoUnit.SECONDS))
            ? Duration.ofSeconds(1)
            : Duration.ofMillis(1);
    Duration least = Duration.between(after, venue);
    Duration most = Duration.between(before, venue.plus(precision));
    if (least.isPositive()) return least;
    return most.isNegative() ? most : Duration.ZERO;
  }

  private @Nullable Instant estimate() {
    Measure last = measure;
    if (last == null) return null;
    Duration elapsed = Duration.ofNanos(nanos.getAsLong() - last.nanos());
    return elapsed.compareTo(TIME_TO_LIVE) > 0 ? null : last.venue().plus(elapsed);
  }
}
