package dev.candlewick.provider.feed;

import dev.candlewick.market.Candle;
import dev.candlewick.market.Interval;
import dev.candlewick.market.LastPrice;
import dev.candlewick.market.Print;
import dev.candlewick.market.Symbol;
import dev.candlewick.provider.FeedListener;
import dev.candlewick.provider.FeedTopic;
import java.util.Set;

/// A listener that passes everything to another one and then throws.
record FailingListener(FeedListener behind) implements FeedListener {
  private static IllegalStateException full() {
    return new IllegalStateException("disk full");
  }

  @Override
  public void onCandle(Symbol symbol, Interval interval, Candle candle, boolean closed) {
    behind.onCandle(symbol, interval, candle, closed);
    throw full();
  }

  @Override
  public void onPrint(Print print) {
    behind.onPrint(print);
    throw full();
  }

  @Override
  public void onLastPrice(LastPrice price) {
    behind.onLastPrice(price);
    throw full();
  }

  @Override
  public void onPrintIdReached(Symbol symbol, long tradeId) {
    behind.onPrintIdReached(symbol, tradeId);
    throw full();
  }

  @Override
  public void onSubscribed(Set<FeedTopic> topics) {
    behind.onSubscribed(topics);
    throw full();
  }
}
