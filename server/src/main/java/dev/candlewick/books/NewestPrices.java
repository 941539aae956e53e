package dev.candlewick.books;

import dev.candlewick.bus.LiveEvent;
import dev.candlewick.market.LastPrice;
import dev.candlewick.market.Symbol;
import dev.candlewick.market.Tick;
import dev.candlewick.portfolio.Price;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The newest prices this process has heard of. Polled dollars and venues' last prices are kept
/// apart, and each symbol by itself: a price in USDT is none in USD.
final class NewestPrices implements Consumer<LiveEvent> {
  private final Map<String, Price> dollars = new ConcurrentHashMap<>();
  private final Map<Symbol, LastPrice> lasts = new ConcurrentHashMap<>();
  private final AtomicLong firsts = new AtomicLong();

  @Override
  public void accept(LiveEvent event) {
    switch (event) {
      case LiveEvent.Ticks polled -> polled.ticks().forEach(this::note);
      case LiveEvent.LastMoved moved ->
          lasts.merge(
              moved.last().symbol(),
              moved.last(),
              (old, now) -> now.time().isBefore(old.time()) ? old : now);
      case LiveEvent.CandleMoved candle -> {}
      case LiveEvent.Printed print -> {}
    }
  }

  private void note(Tick tick) {
    if (!tick.quote().equals(OwnHoldings.QUOTE)) return;
    String id = tick.instrument().id();
    Price price = new Price(tick.price(), tick.polledAt());
    boolean first = dollars.get(id) == null;
    dollars.merge(id, price, NewestPrices::later);
    if (first) firsts.incrementAndGet();
  }

  /// The one that is not before the other; the second of two at the same time.
  static Price later(Price old, Price now) {
    return now.time().isBefore(old.time()) ? old : now;
  }

  /// The newest polled price of CoinGecko's id; null when none was heard.
  @Nullable Price dollars(String coinGeckoId) {
    return dollars.get(coinGeckoId);
  }

  /// The newest price of a symbol at any venue; null when none was heard.
  @Nullable LastPrice last(Symbol symbol) {
    return lasts.get(symbol);
  }

  /// A number that is another one after an instrument was heard of for the first time.
  long firsts() {
    return firsts.get();
  }
}
