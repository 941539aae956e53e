package dev.candlewick.api.access;

import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import java.time.Duration;
import java.util.Locale;

/// How often one caller may ask in a minute. A program of this machine itself is never held up in
/// what it reads: whoever works here could ask the database as well.
public enum RateLimit {
  /// All requests of an address.
  GENERAL(RateLimit.UNLIMITED, 1200),
  /// Passwords: signing up and in.
  SIGN_IN(300, 60),
  /// What makes us ask a venue at once.
  FETCH(1200, 60),
  /// Frames, pictures and exports.
  HEAVY(RateLimit.UNLIMITED, 120);

  private static final long UNLIMITED = 0;
  static final Duration WINDOW = Duration.ofMinutes(1);

  private final long local;
  private final long remote;

  RateLimit(long local, long remote) {
    this.local = local;
    this.remote = remote;
  }

  /// Whether a caller is not limited at all.
  public boolean isUnlimited(boolean local) {
    return local && this.local == UNLIMITED;
  }

  long perMinute(boolean local) {
    return local ? this.local : remote;
  }

  /// A full one. It fills steadily, so a caller who was stopped waits for one place, not a minute.
  Bucket bucket(boolean local) {
    long max = perMinute(local);
    return Bucket.builder()
        .addLimit(Bandwidth.builder().capacity(max).refillGreedy(max, WINDOW).build())
        .build();
  }

  /// As it is named in headers and messages.
  String text() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
