package dev.candlewick.provider.feed;

import dev.candlewick.provider.FeedListener;
import dev.candlewick.provider.FeedTopic;
import dev.candlewick.provider.feed.FeedEvent.ListenerEvent;
import java.util.Set;

/// Notifies a listener, and records the exceptions it throws.
final class FeedNotifier {
  private final FeedListener listener;
  private final FeedHealthRecorder recorder;

  FeedNotifier(FeedListener listener, FeedHealthRecorder tally) {
    this.listener = listener;
    this.recorder = tally;
  }

  void notifyEvent(ListenerEvent event) {
    runSafely(() -> {
      switch (event) {
        case FeedEvent.CandleReceived moved ->
            listener.onCandle(
                moved.topic().symbol(), moved.topic().interval(), moved.candle(), moved.closed());
        case FeedEvent.PrintReceived printed -> listener.onPrint(printed.print());
        case FeedEvent.LastPriceReceived last -> listener.onLastPrice(last.price());
        case FeedEvent.PrintIdReached reached ->
            listener.onPrintIdReached(reached.symbol(), reached.tradeId());
      }
    });
  }

  void notifySubscribed(Set<FeedTopic> topics) {
    if (!topics.isEmpty()) runSafely(() -> listener.onSubscribed(Set.copyOf(topics)));
  }

  private void runSafely(Runnable callback) {
    try {
      callback.run();
    } catch (RuntimeException e) {
      recorder.recordFault("the listener failed: " + e);
    }
  }
}
