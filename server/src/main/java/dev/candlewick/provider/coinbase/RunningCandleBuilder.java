package dev.candlewick.provider.coinbase;

import dev.candlewick.market.Candle;
import dev.candlewick.market.Grid;
import dev.candlewick.market.Print;
import dev.candlewick.market.Symbol;
import dev.candlewick.provider.FeedTopic;
import dev.candlewick.provider.feed.FeedEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Builds the running candles from prints. A candle begins only with a print whose predecessor, by
/// number, was in the interval before, and ends where a number is missing, so every candle sent is
/// complete. As in Coinbase's own candles, the count of trades is 0.
final class RunningCandleBuilder {
  private final Map<Symbol, Print> last = new HashMap<>();
  private final Map<FeedTopic, Candle> candles = new HashMap<>();

  void forget(FeedTopic topic) {
    candles.remove(topic);
  }

  List<FeedEvent> add(Print print, Set<FeedTopic> topics) {
    Print before = last.get(print.symbol());
    long number = print.number().orElseThrow();
    long known = before == null ? -1 : before.number().orElseThrow();
    if (number <= known) return List.of();
    last.put(print.symbol(), print);
    List<FeedEvent> events = new ArrayList<>();
    for (FeedTopic topic : topics) {
      if (!(topic instanceof FeedTopic.Candles series)) continue;
      if (before != null && number == known + 1) update(series, before, print);
      else candles.remove(series);
      Candle candle = candles.get(series);
      if (candle != null) events.add(new FeedEvent.CandleReceived(series, candle, false));
    }
    return events;
  }

  private void update(FeedTopic.Candles series, Print before, Print print) {
    Grid grid = Grid.of(series.interval());
    Instant open = grid.floor(print.time());
    Candle running = candles.get(series);
    if (open.isAfter(grid.floor(before.time()))) {
      candles.put(series, newCandle(print, open, grid));
    } else if (running != null && running.openTime().equals(open)) {
      candles.put(series, extended(running, print));
    } else {
      candles.remove(series);
    }
  }

  private static Candle newCandle(Print print, Instant open, Grid grid) {
    return new Candle(
        open,
        print.price(),
        print.price(),
        print.price(),
        print.price(),
        print.qty(),
        grid.next(open).minusMillis(1),
        0,
        null,
        null,
        null);
  }

  private static Candle extended(Candle candle, Print print) {
    return new Candle(
        candle.openTime(),
        candle.open(),
        candle.high().max(print.price()),
        candle.low().min(print.price()),
        print.price(),
        candle.volume().add(print.qty()),
        candle.closeTime(),
        0,
        null,
        null,
        null);
  }
}
