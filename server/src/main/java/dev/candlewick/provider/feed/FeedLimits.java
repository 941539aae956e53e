package dev.candlewick.provider.feed;

import dev.candlewick.provider.client.Pace;
import java.time.Duration;

/// What a venue allows of the connections of its feed, and how long its silence is believed.
///
/// @param topicsPerLine most topics of one connection
/// @param spacing least time between two messages we send on a connection
/// @param attempts how fast connections may be opened, all together
/// @param life when a connection is replaced before the venue ends it
/// @param overlap how long the old connection goes on beside the new one that replaces it
/// @param patience how long silence is borne
/// @param backoff how long to wait before another attempt
/// @param longestMessage most characters of one message
/// @param beat how often the time is looked at
public record FeedLimits(
    int topicsPerLine,
    Duration spacing,
    Pace attempts,
    Duration life,
    Duration overlap,
    Patience patience,
    Backoff backoff,
    int longestMessage,
    Duration beat) {
  private static final int MESSAGE = 4 << 20;

  /// How long silence is borne.
  ///
  /// @param line nothing at all came, not even a ping: the connection is replaced
  /// @param topic nothing came of a topic: it is asked for again
  /// @param answer the venue did not answer a request: the connection is replaced; also the longest
  ///   time to connect
  /// @param probe how long nothing comes before a ping is sent, and another, to see whether the
  ///   line still takes one
  public record Patience(Duration line, Duration topic, Duration answer, Duration probe) {
    /// With a ping after five seconds.
    public Patience(Duration line, Duration topic, Duration answer) {
      this(line, topic, answer, Duration.ofSeconds(5));
    }
  }

  /// Twice as long after each failure; a random part of it is waited.
  public record Backoff(Duration first, Duration longest) {
    /// The most that is waited after so many failures in a row.
    Duration after(int failures) {
      Duration doubled = first.multipliedBy(1L << Math.clamp(failures - 1L, 0, 20));
      return doubled.compareTo(longest) > 0 ? longest : doubled;
    }
  }

  /// With the backoff and the bounds that are the same everywhere.
  ///
  /// @param life when the venue ends a connection at the latest
  public static FeedLimits of(
      int topicsPerLine, Duration spacing, Pace attempts, Duration life, Patience patience) {
    return new FeedLimits(
        topicsPerLine,
        spacing,
        attempts,
        life,
        Duration.ofSeconds(5),
        patience,
        new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(30)),
        MESSAGE,
        Duration.ofMillis(100));
  }
}
