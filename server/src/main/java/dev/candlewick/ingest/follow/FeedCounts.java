package dev.candlewick.ingest.follow;

import dev.candlewick.provider.FeedHealth;
import java.util.concurrent.atomic.LongAdder;

/// The counts of a venue's feeds since this process started, however often they were opened.
final class FeedCounts {
  final LongAdder candles = new LongAdder();
  final LongAdder prints = new LongAdder();
  final LongAdder duplicates = new LongAdder();
  final LongAdder recovered = new LongAdder();
  final LongAdder lost = new LongAdder();
  private final LongAdder messages = new LongAdder();
  private final LongAdder unknown = new LongAdder();
  private final LongAdder reconnects = new LongAdder();

  /// Adds the counts of a feed that is closed.
  void addClosed(FeedHealth last) {
    messages.add(last.messages());
    unknown.add(last.unknown());
    reconnects.add(last.reconnects());
  }

  /// Returns the health of the open feed, with the counts of the closed ones added.
  FeedHealth with(FeedHealth open) {
    return new FeedHealth(
        open.venue(),
        open.state(),
        open.topics(),
        open.connections(),
        open.messages() + messages.sum(),
        open.unknown() + unknown.sum(),
        open.reconnects() + reconnects.sum(),
        open.lastMessage(),
        open.latency(),
        open.fault());
  }
}
