package dev.candlewick.provider.kraken;

import dev.candlewick.market.Candle;
import dev.candlewick.provider.FeedTopic;
import dev.candlewick.provider.feed.FeedEvent;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The running candles of one connection. Kraken does not mark a candle as closed: it is closed
/// when the next one begins. The state of another connection is not used, because something may be
/// missing between the two.
final class RunningCandles {
  private final Map<FeedTopic, Candle> running = new HashMap<>();

  void forget(FeedTopic topic) {
    running.remove(topic);
  }

  /// Returns the events of an updated candle: its own, and the close of the one before it. A late
  /// candle is reported as it is; whether it is final is unknown.
  List<FeedEvent> update(FeedTopic.Candles topic, Candle candle) {
    Candle last = running.get(topic);
    FeedEvent now = new FeedEvent.CandleReceived(topic, candle, false);
    if (last == null) {
      running.put(topic, candle);
      return List.of(now);
    }
    int order = candle.openTime().compareTo(last.openTime());
    if (order < 0) return List.of(now);
    if (order == 0) {
      // A late update with an older state.
      if (candle.trades() < last.trades()) return List.of();
      running.put(topic, candle);
      return List.of(now);
    }
    running.put(topic, candle);
    return List.of(new FeedEvent.CandleReceived(topic, last, true), now);
  }
}
