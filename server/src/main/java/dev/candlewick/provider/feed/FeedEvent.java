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
  sealed interface Told extends FeedEvent {
    /// What has to be wanted for it to be told.
    FeedTopic topic();
  }

  /// A candle as it stands now.
  record Moved(FeedTopic.Candles topic, Candle candle, boolean closed) implements Told {}

  record Printed(Print print) implements Told {
    @Override
    public FeedTopic topic() {
      return new FeedTopic.Prints(print.symbol());
    }
  }

  record Last(LastPrice price) implements Told {
    @Override
    public FeedTopic topic() {
      return new FeedTopic.Last(price.symbol());
    }
  }

  /// The venue has printed up to this id.
  record Reached(Symbol symbol, long tradeId) implements Told {
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
  record Refused(Set<FeedTopic> topics, String reason) implements FeedEvent {
    public Refused {
      topics = Set.copyOf(topics);
    }
  }

  /// A sign of life that says nothing else.
  record Alive() implements FeedEvent {}

  /// A sign of life of everything about one symbol.
  record SymbolAlive(Symbol symbol) implements FeedEvent {}

  /// The venue is about to end this connection.
  record Leaving() implements FeedEvent {}

  /// Nobody can read it.
  record Unknown() implements FeedEvent {}
}
