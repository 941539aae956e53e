package dev.candlewick.provider.feed;

import dev.candlewick.provider.client.Pace;
import java.time.Duration;

/// What a venue allows of the connections of its feed, and how long its silence is believed.
///
/// @param topicsPerConnection most topics of one connection
/// @param spacing least time between two messages we send on a connection
/// @param connectPace how fast connections may be opened, all together
/// @param connectionLifetime when a connection is replaced before the venue ends it
/// @param overlap how long the old connection goes on beside the new one that replaces it
/// @param timeouts how long silence is borne
/// @param backoff how long to wait before another attempt
/// @param longestMessage most characters of one message
/// @param checkInterval how often the time is looked at
public record FeedLimits(
    int topicsPerConnection,
    Duration spacing,
    Pace connectPace,
    Duration connectionLifetime,
    Duration overlap,
    Timeouts timeouts,
    Backoff backoff,
    int longestMessage,
    Duration checkInterval) {
  private static final int MAX_MESSAGE_LENGTH = 4 << 20;

  /// How long silence is borne.
  ///
  /// @param connection nothing at all came, not even a ping: the connection is replaced
  /// @param topic nothing came of a topic: it is asked for again
  /// @param response the venue did not answer a request: the connection is replaced; also the
  ///   longest time to connect
  /// @param probe how long nothing comes before a ping is sent, and another, to see whether the
  ///   line still takes one
  public record Timeouts(Duration connection, Duration topic, Duration response, Duration probe) {
    /// With a ping after five seconds.
    public Timeouts(Duration line, Duration topic, Duration answer) {
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
  /// @param connectionLifetime when the venue ends a connection at the latest
  public static FeedLimits of(
      int topicsPerConnection,
      Duration spacing,
      Pace connectPace,
      Duration connectionLifetime,
      Timeouts timeouts) {
    return new FeedLimits(
        topicsPerConnection,
        spacing,
        connectPace,
        connectionLifetime,
        Duration.ofSeconds(5),
        timeouts,
        new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(30)),
        MAX_MESSAGE_LENGTH,
        Duration.ofMillis(100));
  }
}
