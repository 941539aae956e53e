package dev.candlewick.ingest.poll;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The times of the rounds: at a fixed rate from start to start; missed rounds are left out. After
/// consecutive failures the distance doubles, up to ten intervals or an hour.
final class PollSchedule {
  private static final int MAX_INTERVALS = 10;
  private static final Duration MAX_BACKOFF = Duration.ofHours(1);

  private final Duration interval;
  private Instant from = Instant.MIN;
  private Instant next = Instant.MIN;

  PollSchedule(Duration interval) {
    this.interval = interval;
  }

  /// Returns whether a round is due. After a clock was set back a round is due, instead of none for
  /// long.
  boolean isDue(Instant now) {
    return !now.isBefore(next) || now.isBefore(from);
  }

  Instant next() {
    return next;
  }

  /// Plans the next round.
  ///
  /// @param start start of the finished round
  /// @param now its end
  /// @param faults consecutive failed rounds
  /// @param retryAt earliest time of the next round; null when there is none
  void planNext(Instant start, Instant now, int faults, @Nullable Instant retryAt) {
    Instant anchor = onTime(start) ? next : start;
    Instant earliest = max(now, anchor.plus(backoff(faults)));
    if (retryAt != null) earliest = max(earliest, retryAt);
    long wait = Duration.between(anchor, earliest).toMillis();
    long length = interval.toMillis();
    long steps = Math.max(1, Math.ceilDiv(wait, length));
    from = now;
    next = anchor.plusMillis(steps * length);
  }

  private boolean onTime(Instant start) {
    return next.isAfter(Instant.MIN)
        && !start.isBefore(next)
        && Duration.between(next, start).compareTo(interval) < 0;
  }

  private Duration backoff(int faults) {
    if (faults < 2) return interval;
    Duration doubled = interval.multipliedBy(1L << Math.min(faults - 1, MAX_INTERVALS));
    Duration most = interval.multipliedBy(MAX_INTERVALS);
    Duration capped = doubled.compareTo(most) < 0 ? doubled : most;
    if (capped.compareTo(MAX_BACKOFF) < 0) return capped;
    return interval.compareTo(MAX_BACKOFF) < 0 ? MAX_BACKOFF : interval;
  }

  private static Instant max(Instant one, Instant two) {
    return one.isAfter(two) ? one : two;
  }
}
