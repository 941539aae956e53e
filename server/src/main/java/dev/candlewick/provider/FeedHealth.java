package dev.candlewick.provider;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The state of a feed, as `/health`, the list of feeds and the metrics show it. Counts start at
/// zero with the process.
///
/// @param topics the number of topics set
/// @param connections the number of open connections
/// @param messages all messages received
/// @param unknown messages that could not be parsed
/// @param reconnects how often a connection was lost
/// @param lastMessage the arrival of the newest message, by the local clock; null before the first
/// @param latency from the venue's events to their arrival, corrected by the difference of the
///   clocks as far as it is measured; null when not known
/// @param fault the last error, worded by this server; null when there is none
public record FeedHealth(
    String venue,
    State state,
    int topics,
    int connections,
    long messages,
    long unknown,
    long reconnects,
    @Nullable Instant lastMessage,
    @Nullable Duration latency,
    @Nullable String fault) {
  /// Idle: no topics are set. Live: every topic is subscribed on a connection that is not silent,
  /// except those that the venue rejects, which `fault` names.
  public enum State {
    IDLE,
    CONNECTING,
    LIVE,
    DOWN;

    /// As it is written: `live`.
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
