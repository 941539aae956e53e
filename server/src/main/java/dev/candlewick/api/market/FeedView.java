package dev.candlewick.api.market;

import dev.candlewick.ingest.follow.FeedReport;
import dev.candlewick.provider.FeedHealth;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A venue's feed; counts begin at the start of the process.
///
/// @param state `idle` without subscriptions or while another process follows, `connecting`, `live`
///   or `down`
/// @param topics the number of subscriptions
/// @param unknown messages that could not be read
/// @param lastMessage null before the first message
/// @param fault null while there is none
/// @param candlesStored closed candles that were stored from the feed
/// @param printsRecovered lost prints that were fetched
/// @param printsLost lost prints that could not be fetched
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

  /// Whether it is down and has subscriptions.
  public boolean degraded() {
    return state == FeedHealth.State.DOWN && topics > 0;
  }
}
