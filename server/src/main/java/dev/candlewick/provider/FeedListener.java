package dev.candlewick.provider;

import dev.candlewick.market.Candle;
import dev.candlewick.market.Interval;
import dev.candlewick.market.LastPrice;
import dev.candlewick.market.Print;
import dev.candlewick.market.Symbol;
import java.util.Set;

/// Hears what a feed tells, on the feed's thread: whoever has much to do hands it on. What comes
/// may be there twice, out of order, or missing in between; a listener that throws is not told of
/// again, and the feed goes on.
public interface FeedListener {
  /// A candle as it stands now.
  ///
  /// @param closed the venue says that it does not change any more
  void onCandle(Symbol symbol, Interval interval, Candle candle, boolean closed);

  void onPrint(Print print);

  void onLastPrice(LastPrice price);

  /// The venue has printed up to this id, whatever of it arrived here.
  void onPrintIdReached(Symbol symbol, long tradeId);

  /// From now on these are told; what happened before, since they were told last, is missing.
  void onSubscribed(Set<FeedTopic> topics);
}
