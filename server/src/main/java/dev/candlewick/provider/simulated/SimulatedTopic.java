package dev.candlewick.provider.simulated;

import dev.candlewick.market.Candle;
import dev.candlewick.market.Grid;
import dev.candlewick.market.Interval;
import dev.candlewick.market.LastPrice;
import dev.candlewick.market.Print;
import dev.candlewick.market.Symbol;
import dev.candlewick.provider.FeedListener;
import dev.candlewick.provider.FeedTopic;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The events of one topic, second by second.
interface SimulatedTopic {
  /// Publishes the state at the end of a second.
  void publish(Instant second, Consumer<Delivery> sink);

  /// An event for the listener.
  @FunctionalInterface
  interface Delivery {
    void deliverTo(FeedListener listener);
  }

  static SimulatedTopic of(FeedTopic topic, long seed, Instant now) {
    SimulatedMarket market = new SimulatedMarket(seed, topic.symbol());
    return switch (topic) {
      case FeedTopic.Candles candles -> new Candles(candles, market, now);
      case FeedTopic.Prints prints -> new Prints(new SimulatedPrints(prints.symbol(), market));
      case FeedTopic.Last last -> new Last(last.symbol(), market);
    };
  }

  /// The running candle at each second, and each candle when it closes.
  final class Candles implements SimulatedTopic {
    private final FeedTopic.Candles topic;
    private final SimulatedMarket market;
    private final Grid grid;
    private Instant open;
    private SimulatedMarket.Running running;

    Candles(FeedTopic.Candles topic, SimulatedMarket market, Instant now) {
      this.topic = topic;
      this.market = market;
      this.grid = new Grid(topic.interval(), SimulatedProvider.START);
      // The first event is the second that ends now.
      this.open = grid.floor(now.minusSeconds(1));
      this.running = market.running(open);
    }

    @Override
    public void publish(Instant second, Consumer<Delivery> sink) {
      Instant end = grid.next(open);
      if (!end.isAfter(second)) {
        tell(market.candle(open, end), true, sink);
        open = end;
        running = market.running(open);
      } else if (topic.interval() != Interval.S1) {
        tell(running.at(second, end), false, sink);
      }
    }

    private void tell(Optional<Candle> candle, boolean closed, Consumer<Delivery> sink) {
      candle.ifPresent(now ->
          sink.accept(
              listener -> listener.onCandle(topic.symbol(), topic.interval(), now, closed)));
    }
  }

  /// The prints of each second.
  record Prints(SimulatedPrints prints) implements SimulatedTopic {
    @Override
    public void publish(Instant second, Consumer<Delivery> sink) {
      for (Print print : prints.second(second.minusSeconds(1))) {
        sink.accept(listener -> listener.onPrint(print));
      }
    }
  }

  /// The close of each second, with the day up to its minute.
  final class Last implements SimulatedTopic {
    private final Symbol symbol;
    private final SimulatedMarket market;
    private Instant minute = Instant.MIN;
    private LastPrice.@Nullable Day day;

    Last(Symbol symbol, SimulatedMarket market) {
      this.symbol = symbol;
      this.market = market;
    }

    @Override
    public void publish(Instant second, Consumer<Delivery> sink) {
      Instant now = second.truncatedTo(ChronoUnit.MINUTES);
      if (!now.equals(minute)) {
        day = market.candle(now.minus(Duration.ofDays(1)), now).map(Last::day).orElse(null);
        minute = now;
      }
      market
          .candle(second.minusSeconds(1), second)
          .map(candle -> new LastPrice(symbol, candle.close(), second, day))
          .ifPresent(price -> sink.accept(listener -> listener.onLastPrice(price)));
    }

    private static LastPrice.Day day(Candle candle) {
      return new LastPrice.Day(candle.open(), candle.high(), candle.low(), candle.volume());
    }
  }
}
