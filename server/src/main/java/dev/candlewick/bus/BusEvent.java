package dev.candlewick.bus;

import dev.candlewick.market.Candle;
import dev.candlewick.market.Interval;
import dev.candlewick.market.LastPrice;
import dev.candlewick.market.Print;
import dev.candlewick.market.Symbol;
import dev.candlewick.market.Tick;
import java.util.List;

/// An event that just happened. Values only, so that a bus can carry it to another process.
public sealed interface BusEvent {
  /// A round of the poll, after it was stored.
  record Ticks(List<Tick> ticks) implements BusEvent {
    public Ticks {
      ticks = List.copyOf(ticks);
    }
  }

  /// The current state of a candle at a venue.
  ///
  /// @param closed the venue states that it does not change any more
  record CandleUpdated(
      String provider, Symbol symbol, Interval interval, Candle candle, boolean closed)
      implements BusEvent {}

  /// A venue's print; each is published once.
  record PrintReceived(String provider, Print print) implements BusEvent {}

  /// A venue's last price of a symbol.
  record LastPriceUpdated(String provider, LastPrice last) implements BusEvent {}
}
