package dev.candlewick.provider.feed;

import dev.candlewick.market.Candle;
import dev.candlewick.market.Interval;
import dev.candlewick.market.LastPrice;
import dev.candlewick.market.Print;
import dev.candlewick.market.Symbol;
import dev.candlewick.provider.FeedListener;
import dev.candlewick.provider.FeedTopic;
import java.util.Set;

/// Hands everything on and then throws.
record FailingListener(FeedListener behind) implements FeedListener {
  private static IllegalStateException full() {
    return new IllegalStateException("disk full");
  }

  @Override
  public void candle(Symbol symbol, Interval interval, Candle candle, boolean closed) {
    behind.candle(symbol, interval, candle, closed);
    throw full();
  }

  @Override
  public void print(Print print) {
    behind.print(print);
    throw full();
  }

  @Override
  public void last(LastPrice price) {
    behind.last(price);
    throw full();
  }

  @Override
  public void reached(Symbol symbol, long tradeId) {
    behind.reached(symbol, tradeId);
    throw full();
  }

  @Override
  public void began(Set<FeedTopic> topics) {
    behind.began(topics);
    throw full();
  }
}
