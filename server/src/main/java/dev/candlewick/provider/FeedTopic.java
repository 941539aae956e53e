package dev.candlewick.provider;

import dev.candlewick.market.Interval;
import dev.candlewick.market.Symbol;

/// Something a feed carries.
public sealed interface FeedTopic {
  Symbol symbol();

  /// The candle that runs, as it moves, and each as it closes.
  record Candles(Symbol symbol, Interval interval) implements FeedTopic {}

  /// Every print.
  record Prints(Symbol symbol) implements FeedTopic {}

  /// The last price.
  record Last(Symbol symbol) implements FeedTopic {}
}
