package dev.candlewick.bus;

import dev.candlewick.market.Candle;
import dev.candlewick.market.Interval;
import dev.candlewick.market.LastPrice;
import dev.candlewick.market.Print;
import dev.candlewick.market.Symbol;
import dev.candlewick.market.Tick;
import java.util.List;

/// Something that just happened. Values only, so that a bus may carry them to another process.
public sealed interface BusEvent {
  /// A round of the poll, after it was stored.
  record Ticks(List<Tick> ticks) implements BusEvent {
    public Ticks {
      ticks = List.copyOf(ticks);
    }
  }

  /// A candle as it stands now at a venue.
  ///
  /// @param closed the venue says that it does not change any more
  record CandleUpdated(
      String provider, Symbol symbol, Interval interval, Candle candle, boolean closed)
      implements BusEvent {}

  /// A venue's print, each once.
  record PrintReceived(String provider, Print print) implements BusEvent {}

  /// A venue's last price of a symbol.
  record LastPriceUpdated(String provider, LastPrice last) implements BusEvent {}
}
