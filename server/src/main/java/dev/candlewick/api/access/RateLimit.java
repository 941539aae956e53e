package dev.candlewick.api.access;

import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import java.time.Duration;
import java.util.Locale;

/// The requests of one caller in a minute. Reads of a program on this machine are not limited: it
/// could read the database as well.
public enum RateLimit {
  /// All requests of an address.
  GENERAL(RateLimit.UNLIMITED, 1200),
  /// Operations with a password: registration and sign-in.
  SIGN_IN(300, 60),
  /// Operations that send requests to a venue.
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

  /// A full bucket. It refills steadily, so a refused caller waits for one token, not for a minute.
  Bucket bucket(boolean local) {
    long max = perMinute(local);
    return Bucket.builder()
        .addLimit(Bandwidth.builder().capacity(max).refillGreedy(max, WINDOW).build())
        .build();
  }

  /// The name in headers and messages.
  String text() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
