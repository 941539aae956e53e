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

/// The newest prices that this process has received. Polled dollar prices and venues' last prices
/// are kept apart, and each symbol separately: a price in USDT is not a price in USD.
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

  /// Returns the later price; of two at the same time, the second.
  static Price later(Price old, Price now) {
    return now.time().isBefore(old.time()) ? old : now;
  }

  /// Returns the newest polled price of a CoinGecko id; null when none was received.
  @Nullable Price usdPrice(String coinGeckoId) {
    return usdPrices.get(coinGeckoId);
  }

  /// Returns the newest price of a symbol at any venue; null when none was received.
  @Nullable LastPrice lastPrice(Symbol symbol) {
    return lastPrices.get(symbol);
  }

  /// Returns a number that changes after an instrument is received for the first time.
  long instrumentsSeen() {
    return instrumentsSeen.get();
  }
}
