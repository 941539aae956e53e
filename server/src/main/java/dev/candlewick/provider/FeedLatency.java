package dev.candlewick.provider;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The time from a venue's events to their arrival here: the median of the newest messages. One
/// thread records, any thread may read.
public final class FeedLatency {
  private static final int MESSAGES = 101;

  private final long[] millis = new long[MESSAGES];
  private int count;
  private int next;

  /// Records one message.
  ///
  /// @param event by the venue's clock
  /// @param arrival by the local clock
  /// @param venueAhead how far the venue's clock is ahead of the local one
  public synchronized void record(Instant event, Instant arrival, Duration venueAhead) {
    millis[next] = Math.max(0, Duration.between(event, arrival.plus(venueAhead)).toMillis());
    next = (next + 1) % MESSAGES;
    count = Math.min(count + 1, MESSAGES);
  }

  /// Forgets all messages, when those of a new connection follow.
  public synchronized void clear() {
    count = 0;
    next = 0;
  }

  /// Returns the median; null before the first message.
  public synchronized @Nullable Duration median() {
    if (count == 0) return null;
    long[] sorted = Arrays.copyOf(millis, count);
    Arrays.sort(sorted);
    return Duration.ofMillis(sorted[count / 2]);
  }
}
