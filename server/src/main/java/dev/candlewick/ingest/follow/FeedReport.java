package dev.candlewick.ingest.follow;

import dev.candlewick.provider.FeedHealth;

/// The health of a venue's feed and its counts since this process started.
///
/// @param candles candles stored from the feed
/// @param prints prints received, each counted once
/// @param duplicates prints received again
/// @param recovered missing prints that were requested and received
/// @param lost prints that were not received, or were too many to request
public record FeedReport(
    FeedHealth health, long candles, long prints, long duplicates, long recovered, long lost) {
  static FeedReport of(FeedHealth open, FeedCounts counts) {
    return new FeedReport(
        counts.with(open),
        counts.candles.sum(),
        counts.prints.sum(),
        counts.duplicates.sum(),
        counts.recovered.sum(),
        counts.lost.sum());
  }
}
