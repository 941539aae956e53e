package dev.candlewick.ingest.follow;

import dev.candlewick.provider.FeedHealth;
import java.util.concurrent.atomic.LongAdder;

/// What a venue's feeds have brought since this process began, however often they were opened.
final class FeedCounts {
  final LongAdder candles = new LongAdder();
  final LongAdder prints = new LongAdder();
  final LongAdder duplicates = new LongAdder();
  final LongAdder recovered = new LongAdder();
  final LongAdder lost = new LongAdder();
  private final LongAdder messages = new LongAdder();
  private final LongAdder unknown = new LongAdder();
  private final LongAdder reconnects = new LongAdder();

  /// Remembers the counts of a feed that is closed for good.
  void addClosed(FeedHealth last) {
    messages.add(last.messages());
    unknown.add(last.unknown());
    reconnects.add(last.reconnects());
  }

  /// The health of the feed that is open now, with the counts of those before.
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
        open.fault());
  }
}
