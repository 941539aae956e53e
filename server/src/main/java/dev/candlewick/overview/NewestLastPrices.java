package dev.candlewick.overview;

import dev.candlewick.bus.BusEvent;
import dev.candlewick.market.LastPrice;
import dev.candlewick.market.Symbol;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The newest last price of each market that the feeds of this process have sent. Bounded: of too
/// many markets the ones that were updated the longest ago are dropped.
final class NewestLastPrices implements Consumer<BusEvent> {
  static final int MAX_MARKETS = 5_000;

  private final Map<Key, LastPrice> newest =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, LastPrice> eldest) {
          return size() > MAX_MARKETS;
        }
      };

  private record Key(String provider, Symbol symbol) {}

  @Override
  public void accept(BusEvent event) {
    switch (event) {
      case BusEvent.LastPriceUpdated moved -> put(moved.provider(), moved.last());
      case BusEvent.Ticks polled -> {}
      case BusEvent.CandleUpdated candle -> {}
      case BusEvent.PrintReceived print -> {}
    }
  }

  private synchronized void put(String provider, LastPrice last) {
    newest.merge(
        new Key(provider, last.symbol()),
        last,
        (old, now) -> now.time().isBefore(old.time()) ? old : now);
  }

  /// Returns the newest last price of a market; null when none was sent.
  synchronized @Nullable LastPrice find(String provider, Symbol symbol) {
    return newest.get(new Key(provider, symbol));
  }
}
