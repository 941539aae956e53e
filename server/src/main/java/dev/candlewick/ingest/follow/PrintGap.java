package dev.candlewick.ingest.follow;

import java.time.Duration;
import java.time.Instant;

/// Prints that are missing, by their numbers.
///
/// @param to exclusive
/// @param told listeners have heard them; only the store lacks them
/// @param askAt when the venue is asked: what comes late has come by then
/// @param asked how many the venue has answered with so far
/// @param tries how often in a row it had none of them
record PrintGap(long from, long to, boolean told, Instant askAt, long asked, int tries) {
  /// Prints asked for; what is missing beyond is lost.
  static final int MOST = 50_000;

  private static final Duration GRACE = Duration.ofMillis(500);
  private static final int MOST_TRIES = 5;

  static PrintGap of(long from, long to, boolean told, Instant now) {
    return new PrintGap(from, to, told, now.plus(GRACE), 0, 0);
  }

  PrintGap until(long end) {
    return new PrintGap(from, end, told, askAt, asked, tries);
  }

  PrintGap since(long start) {
    return new PrintGap(start, to, told, askAt, asked, tries);
  }

  /// After a question: at once the next page when there were some, else again after a while.
  PrintGap asked(int answered, boolean some, Instant now) {
    int empty = some ? 0 : tries + 1;
    Instant again = now.plus(GRACE.multipliedBy(empty == 0 ? 0 : 1L << empty));
    return new PrintGap(from, to, told, again, asked + answered, empty);
  }

  boolean hopeless() {
    return asked >= MOST || tries >= MOST_TRIES;
  }

  long size() {
    return to - from;
  }
}
