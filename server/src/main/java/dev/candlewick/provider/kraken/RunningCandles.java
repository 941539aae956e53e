package dev.candlewick.provider.kraken;

import dev.candlewick.market.Candle;
import dev.candlewick.provider.FeedTopic;
import dev.candlewick.provider.feed.FeedEvent;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Kraken does not say that a candle is closed: it is when the next one begins. What was known on
/// another connection says nothing, because something may be missing between the two.
final class RunningCandles {
  private final Map<FeedTopic, Candle> running = new HashMap<>();

  void forget(FeedTopic topic) {
    running.remove(topic);
  }

  /// What a candle that moved says: of itself, and of the one before it. One that comes late is
  /// told as it is; whether it is final, nobody says.
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
      // An older state of it that comes late.
      if (candle.trades() < last.trades()) return List.of();
      running.put(topic, candle);
      return List.of(now);
    }
    running.put(topic, candle);
    return List.of(new FeedEvent.CandleReceived(topic, last, true), now);
  }
}
