package dev.candlewick.provider;

import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// How a feed does, as `/health`, the list of feeds and the metrics show it. Counts begin with the
/// process.
///
/// @param topics how many are wanted
/// @param connections how many stand now
/// @param messages all that arrived
/// @param unknown those that nobody could read
/// @param reconnects how often a line was lost
/// @param lastMessage when the newest message came, by our clock; null before the first
/// @param fault the last fault in our words; null while all is well
public record FeedHealth(
    String venue,
    State state,
    int topics,
    int connections,
    long messages,
    long unknown,
    long reconnects,
    @Nullable Instant lastMessage,
    @Nullable String fault) {
  /// Idle: nothing is wanted. Live: every topic is subscribed on a line that is not silent, but for
  /// those that the venue refuses, which `fault` names.
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
