package dev.candlewick.provider;

import dev.candlewick.market.Interval;
import dev.candlewick.market.Symbol;

/// A topic of a feed.
public sealed interface FeedTopic {
  Symbol symbol();

  /// The running candle at each update, and each candle when it closes.
  record Candles(Symbol symbol, Interval interval) implements FeedTopic {}

  /// Every print.
  record Prints(Symbol symbol) implements FeedTopic {}

  /// The last price.
  record Last(Symbol symbol) implements FeedTopic {}
}
