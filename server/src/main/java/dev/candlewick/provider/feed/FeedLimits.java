package dev.candlewick.provider.feed;

import dev.candlewick.provider.client.Pace;
import java.time.Duration;

/// The limits of a venue's feed connections, and the tolerated periods of silence.
///
/// @param topicsPerConnection the maximum number of topics on one connection
/// @param spacing the least time between two messages that this server sends on a connection
/// @param connectPace the rate at which connections may be opened, all together
/// @param connectionLifetime the age at which a connection is replaced before the venue closes it
/// @param overlap how long the old connection remains open beside its replacement
/// @param timeouts the tolerated periods of silence
/// @param backoff how long to wait before another attempt
/// @param longestMessage the maximum number of characters in one message
/// @param checkInterval the time between two checks of the timeouts
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

  /// The tolerated periods of silence.
  ///
  /// @param connection no frame arrived, not even a ping: the connection is replaced
  /// @param topic no event of a topic arrived: the topic is subscribed again
  /// @param response the venue did not respond to a request: the connection is replaced; also the
  ///   longest time to connect
  /// @param probe the silence after which a ping is sent, and sent again, to test whether the
  ///   connection still accepts one
  public record Timeouts(Duration connection, Duration topic, Duration response, Duration probe) {
    /// Timeouts with a ping after five seconds.
    public Timeouts(Duration line, Duration topic, Duration answer) {
      this(line, topic, answer, Duration.ofSeconds(5));
    }
  }

  /// The delay between attempts. It doubles after each failure; the wait is a random part of it.
  public record Backoff(Duration first, Duration longest) {
    /// Returns the longest wait after this many consecutive failures.
    Duration after(int failures) {
      Duration doubled = first.multipliedBy(1L << Math.clamp(failures - 1L, 0, 20));
      return doubled.compareTo(longest) > 0 ? longest : doubled;
    }
  }

  /// Returns limits with the backoff and the bounds that all venues share.
  ///
  /// @param connectionLifetime the age at which the venue closes a connection at the latest
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
