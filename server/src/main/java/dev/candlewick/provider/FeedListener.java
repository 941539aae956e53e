package dev.candlewick.provider;

import dev.candlewick.market.Candle;
import dev.candlewick.market.Interval;
import dev.candlewick.market.LastPrice;
import dev.candlewick.market.Print;
import dev.candlewick.market.Symbol;
import java.util.Set;

/// Receives the events of a feed, on the feed's thread. A listener with much work passes it to
/// another thread. Events may be repeated, out of order or missing. When a listener throws, the
/// event is not delivered again and the feed continues.
public interface FeedListener {
  /// Receives the current state of a candle.
  ///
  /// @param closed whether the venue reports it as final
  void onCandle(Symbol symbol, Interval interval, Candle candle, boolean closed);

  void onPrint(Print print);

  void onLastPrice(LastPrice price);

  /// The venue has printed up to this id, whether or not all of these prints arrived here.
  void onPrintIdReached(Symbol symbol, long tradeId);

  /// Events of these topics follow from now on. Events since the last delivery are missing.
  void onSubscribed(Set<FeedTopic> topics);
}
