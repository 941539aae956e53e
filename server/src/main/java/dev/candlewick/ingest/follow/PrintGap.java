package dev.candlewick.ingest.follow;

import java.time.Duration;
import java.time.Instant;

/// A range of missing prints, by number.
///
/// @param to exclusive
/// @param published subscribers have received them; only the store lacks them
/// @param requestAt when the prints are requested; late prints have arrived by then
/// @param received number of prints that the venue has returned so far
/// @param tries consecutive requests that returned none of them
record PrintGap(
    long from, long to, boolean published, Instant requestAt, long received, int tries) {
  /// The most prints to request for one gap; those missing beyond it are lost.
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

  /// Returns the gap after a request: the next page is due without delay when prints were found,
  /// else after a growing delay.
  PrintGap afterRequest(int count, boolean found, Instant now) {
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
