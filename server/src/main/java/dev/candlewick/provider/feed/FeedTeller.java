package dev.candlewick.provider.feed;

import dev.candlewick.provider.FeedListener;
import dev.candlewick.provider.FeedTopic;
import dev.candlewick.provider.feed.FeedEvent.Told;
import java.util.Set;

/// Tells a listener, and bears one that throws.
final class FeedTeller {
  private final FeedListener listener;
  private final FeedTally tally;

  FeedTeller(FeedListener listener, FeedTally tally) {
    this.listener = listener;
    this.tally = tally;
  }

  void tell(Told told) {
    safely(() -> {
      switch (told) {
        case FeedEvent.Moved moved ->
            listener.candle(
                moved.topic().symbol(), moved.topic().interval(), moved.candle(), moved.closed());
        case FeedEvent.Printed printed -> listener.print(printed.print());
        case FeedEvent.Last last -> listener.last(last.price());
        case FeedEvent.Reached reached -> listener.reached(reached.symbol(), reached.tradeId());
      }
    });
  }

  void began(Set<FeedTopic> topics) {
    if (!topics.isEmpty()) safely(() -> listener.began(Set.copyOf(topics)));
  }

  private void safely(Runnable telling) {
    try {
      telling.run();
    } catch (RuntimeException e) {
      tally.fault("whoever listens failed: " + e);
    }
  }
}
