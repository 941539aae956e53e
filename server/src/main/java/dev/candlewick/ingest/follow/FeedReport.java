package dev.candlewick.ingest.follow;

import dev.candlewick.provider.FeedHealth;

/// How a venue's feed does and what came of it since this process began.
///
/// @param candles stored as the feed told them
/// @param prints told, each counted once
/// @param duplicates prints told again
/// @param recovered lost prints that were asked for and came
/// @param lost prints that did not come, or were too many to ask for
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
