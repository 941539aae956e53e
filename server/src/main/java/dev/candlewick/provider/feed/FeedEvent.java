package dev.candlewick.provider.feed;

import dev.candlewick.market.Candle;
import dev.candlewick.market.LastPrice;
import dev.candlewick.market.Print;
import dev.candlewick.market.Symbol;
import dev.candlewick.provider.FeedTopic;
import java.util.Set;

/// One event in a message of a venue.
public sealed interface FeedEvent {
  /// An event for the listener.
  sealed interface ListenerEvent extends FeedEvent {
    /// The topic that must be set for the event to be delivered.
    FeedTopic topic();
  }

  /// The current state of a candle.
  record CandleReceived(FeedTopic.Candles topic, Candle candle, boolean closed)
      implements ListenerEvent {}

  record PrintReceived(Print print) implements ListenerEvent {
    @Override
    public FeedTopic topic() {
      return new FeedTopic.Prints(print.symbol());
    }
  }

  record LastPriceReceived(LastPrice price) implements ListenerEvent {
    @Override
    public FeedTopic topic() {
      return new FeedTopic.Last(price.symbol());
    }
  }

  /// The venue has printed up to this id.
  record PrintIdReached(Symbol symbol, long tradeId) implements ListenerEvent {
    @Override
    public FeedTopic topic() {
      return new FeedTopic.Prints(symbol);
    }
  }

  /// The venue sends these topics from now on.
  record Accepted(Set<FeedTopic> topics) implements FeedEvent {
    public Accepted {
      topics = Set.copyOf(topics);
    }
  }

  /// The venue will not send these topics.
  ///
  /// @param reason worded by this server
  record Rejected(Set<FeedTopic> topics, String reason) implements FeedEvent {
    public Rejected {
      topics = Set.copyOf(topics);
    }
  }

  /// A message that only shows that the connection works.
  record Heartbeat() implements FeedEvent {}

  /// A message that only shows that the subscriptions of one symbol work.
  record SymbolHeartbeat(Symbol symbol) implements FeedEvent {}

  /// The venue is about to close this connection.
  record ServerClosing() implements FeedEvent {}

  /// A message that cannot be parsed.
  record Unknown() implements FeedEvent {}
}
