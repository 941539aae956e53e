package dev.candlewick.provider.feed;

import dev.candlewick.market.Candle;
import dev.candlewick.market.LastPrice;
import dev.candlewick.market.Print;
import dev.candlewick.market.Symbol;
import dev.candlewick.provider.FeedTopic;
import java.util.Set;

/// One thing that a venue's message says.
public sealed interface FeedEvent {
  /// Something for the listener.
  sealed interface ListenerEvent extends FeedEvent {
    /// What has to be wanted for it to be told.
    FeedTopic topic();
  }

  /// A candle as it stands now.
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

  /// The venue sends these from now on.
  record Accepted(Set<FeedTopic> topics) implements FeedEvent {
    public Accepted {
      topics = Set.copyOf(topics);
    }
  }

  /// The venue will not send these.
  ///
  /// @param reason in our words
  record Rejected(Set<FeedTopic> topics, String reason) implements FeedEvent {
    public Rejected {
      topics = Set.copyOf(topics);
    }
  }

  /// A sign of life that says nothing else.
  record Heartbeat() implements FeedEvent {}

  /// A sign of life of everything about one symbol.
  record SymbolHeartbeat(Symbol symbol) implements FeedEvent {}

  /// The venue is about to end this connection.
  record ServerClosing() implements FeedEvent {}

  /// Nobody can read it.
  record Unknown() implements FeedEvent {}
}
