package dev.candlewick.api.market;

import dev.candlewick.ingest.follow.FeedReport;
import dev.candlewick.provider.FeedHealth;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A venue's feed; counts begin with the process.
///
/// @param state `idle` while nothing is wanted or another process follows, `connecting`, `live` or
///   `down`
/// @param topics how many are wanted
/// @param unknown messages that could not be read
/// @param lastMessage null before the first
/// @param fault null while all is well
/// @param candlesStored as the feed told them
/// @param printsRecovered lost ones that were asked for and came
/// @param printsLost for good
public record FeedView(
    String venue,
    FeedHealth.State state,
    int topics,
    int connections,
    long messages,
    long unknown,
    long reconnects,
    @Nullable Instant lastMessage,
    @Nullable String fault,
    long candlesStored,
    long prints,
    long printsDuplicate,
    long printsRecovered,
    long printsLost) {
  public static FeedView of(FeedReport report) {
    FeedHealth health = report.health();
    return new FeedView(
        health.venue(),
        health.state(),
        health.topics(),
        health.connections(),
        health.messages(),
        health.unknown(),
        health.reconnects(),
        health.lastMessage(),
        health.fault(),
        report.candles(),
        report.prints(),
        report.duplicates(),
        report.recovered(),
        report.lost());
  }

  /// Whether it is down while something is wanted of it.
  public boolean degraded() {
    return state == FeedHealth.State.DOWN && topics > 0;
  }
}
