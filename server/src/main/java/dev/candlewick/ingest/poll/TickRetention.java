package dev.candlewick.ingest.poll;

import dev.candlewick.settings.PollSettings.Retention;
import dev.candlewick.store.price.TickStore;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Deletes and downsamples old prices once an hour, in steps short enough to poll in between.
final class TickRetention {
  private static final Duration INTERVAL = Duration.ofHours(1);
  private static final int STEP = 20_000;

  private final TickStore ticks;
  private final Retention retention;
  private Instant next = Instant.MIN;
  private @Nullable Instant thinnedUntil;

  TickRetention(TickStore ticks, Retention retention) {
    this.ticks = ticks;
    this.retention = retention;
  }

  /// Runs one step when there is something to do; returns whether there may be more.
  boolean step(Instant now) {
    if (now.isBefore(next)) return false;
    if (deleteExpired(now) || thin(now)) return true;
    postpone(now);
    return false;
  }

  /// Postpones the next step by an hour.
  void postpone(Instant now) {
    next = now.plus(INTERVAL);
  }

  private boolean deleteExpired(Instant now) {
    return retention.keep() != null
        && ticks.deleteBefore(now.minus(retention.keep()), STEP) == STEP;
  }

  /// Downsamples one window of whole buckets, from the oldest price or where the last step ended.
  private boolean thin(Instant now) {
    if (retention.thinAfter() == null) return false;
    Instant end = floor(now.minus(retention.thinAfter()));
    Instant from =
        thinnedUntil == null ? ticks.findOldest().map(this::floor).orElse(end) : thinnedUntil;
    if (!from.isBefore(end)) return false;
    Instant to = from.plus(window());
    thinnedUntil = to.isBefore(end) ? to : end;
    ticks.downsample(from, thinnedUntil, retention.thinTo());
    return true;
  }

  private Duration window() {
    long buckets = Math.max(1, Duration.ofDays(1).dividedBy(retention.thinTo()));
    return retention.thinTo().multipliedBy(buckets);
  }

  private Instant floor(Instant time) {
    long bucket = retention.thinTo().toMillis();
    return Instant.ofEpochMilli(Math.floorDiv(time.toEpochMilli(), bucket) * bucket);
  }
}
