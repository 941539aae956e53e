package dev.candlewick.ingest.follow;

import java.time.Duration;
import java.time.Instant;

/// Prints that are missing, by their numbers.
///
/// @param to exclusive
/// @param published listeners have heard them; only the store lacks them
/// @param requestAt when the venue is asked: what comes late has come by then
/// @param received how many the venue has answered with so far
/// @param tries how often in a row it had none of them
record PrintGap(
    long from, long to, boolean published, Instant requestAt, long received, int tries) {
  /// Prints asked for; what is missing beyond is lost.
  static final int MAX_RECEIVED = 50_000;

  private static final Duration GRACE = Duration.ofMillis(500);
  private static final int MAX_TRIES = 5;

  static PrintGap of(long from, long to, boolean published, Instant now) {
    return new PrintGap(from, to, published, now.plus(GRACE), 0, 0);
  }

  PrintGap withTo(long end) {
    return new PrintGap(from, end, published, requestAt, received, tries);
  }

  PrintGap withFrom(long start) {
    return new PrintGap(start, to, published, requestAt, received, tries);
  }

  /// After a question: at once the next page when there were some, else again after a while.
  PrintGap asked(int count, boolean found, Instant now) {
    int empty = found ? 0 : tries + 1;
    Instant nextRequestAt = now.plus(GRACE.multipliedBy(empty == 0 ? 0 : 1L << empty));
    return new PrintGap(from, to, published, nextRequestAt, received + count, empty);
  }

  boolean isExhausted() {
    return received >= MAX_RECEIVED || tries >= MAX_TRIES;
  }

  long size() {
    return to - from;
  }
}
