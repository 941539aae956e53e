package dev.candlewick.books;

import dev.candlewick.bus.BusEvent;
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
final class LatestPrices implements Consumer<BusEvent> {
  private final Map<String, Price> usdPrices = new ConcurrentHashMap<>();
  private final Map<Symbol, LastPrice> lastPrices = new ConcurrentHashMap<>();
  private final AtomicLong instrumentsSeen = new AtomicLong();

  @Override
  public void accept(BusEvent event) {
    switch (event) {
      case BusEvent.Ticks polled -> polled.ticks().forEach(this::update);
      case BusEvent.LastPriceUpdated moved ->
          lastPrices.merge(
              moved.last().symbol(),
              moved.last(),
              (old, now) -> now.time().isBefore(old.time()) ? old : now);
      case BusEvent.CandleUpdated candle -> {}
      case BusEvent.PrintReceived print -> {}
    }
  }

  private void update(Tick tick) {
    if (!tick.quote().equals(HoldingsReader.QUOTE)) return;
    String id = tick.instrument().id();
    Price price = new Price(tick.price(), tick.polledAt());
    boolean first = usdPrices.get(id) == null;
    usdPrices.merge(id, price, LatestPrices::later);
    if (first) instrumentsSeen.incrementAndGet();
  }

  /// The one that is not before the other; the second of two at the same time.
  static Price later(Price old, Price now) {
    return now.time().isBefore(old.time()) ? old : now;
  }

  /// The newest polled price of CoinGecko's id; null when none was heard.
  @Nullable Price usdPrice(String coinGeckoId) {
    return usdPrices.get(coinGeckoId);
  }

  /// The newest price of a symbol at any venue; null when none was heard.
  @Nullable LastPrice lastPrice(Symbol symbol) {
    return lastPrices.get(symbol);
  }

  /// A number that is another one after an instrument was heard of for the first time.
  long instrumentsSeen() {
    return instrumentsSeen.get();
  }
}
