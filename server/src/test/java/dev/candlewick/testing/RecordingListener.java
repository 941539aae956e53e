package dev.candlewick.testing;

import dev.candlewick.market.Candle;
import dev.candlewick.market.Interval;
import dev.candlewick.market.LastPrice;
import dev.candlewick.market.Print;
import dev.candlewick.market.Symbol;
import dev.candlewick.provider.FeedListener;
import dev.candlewick.provider.FeedTopic;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;

/// A listener that records everything a feed sent, in order.
public final class RecordingListener implements FeedListener {

  private final List<ReceivedCandle> candles = Collections.synchronizedList(new ArrayList<>());
  private final List<Print> prints = Collections.synchronizedList(new ArrayList<>());
  private final List<LastPrice> lasts = Collections.synchronizedList(new ArrayList<>());
  private final List<Long> reached = Collections.synchronizedList(new ArrayList<>());
  private final List<Set<FeedTopic>> subscribed = Collections.synchronizedList(new ArrayList<>());

  /// A candle as it was received.
  public record ReceivedCandle(Symbol symbol, Interval interval, Candle candle, boolean closed) {}

  @Override
  public void onCandle(Symbol symbol, Interval interval, Candle candle, boolean closed) {
    candles.add(new ReceivedCandle(symbol, interval, candle, closed));
  }

  @Override
  public void onPrint(Print print) {
    prints.add(print);
  }

  @Override
  public void onLastPrice(LastPrice price) {
    lasts.add(price);
  }

  @Override
  public void onPrintIdReached(Symbol symbol, long tradeId) {
    reached.add(tradeId);
  }

  @Override
  public void onSubscribed(Set<FeedTopic> topics) {
    subscribed.add(topics);
  }

  public List<ReceivedCandle> candles() {
    return List.copyOf(candles);
  }

  /// Returns the candles that were received as closed.
  public List<Candle> closed() {
    return candles().stream().filter(ReceivedCandle::closed).map(ReceivedCandle::candle).toList();
  }

  public List<Print> prints() {
    return List.copyOf(prints);
  }

  public List<LastPrice> lasts() {
    return List.copyOf(lasts);
  }

  public List<Long> reached() {
    return List.copyOf(reached);
  }

  public List<Set<FeedTopic>> subscribed() {
    return List.copyOf(subscribed);
  }

  /// Waits until the condition is true, at most 60 s.
  public static void await(String what, BooleanSupplier condition) {
    Waiting.untilTrue(what, condition);
  }
}
