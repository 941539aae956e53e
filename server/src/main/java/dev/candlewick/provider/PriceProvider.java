package dev.candlewick.provider;

import dev.candlewick.market.Instrument;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.List;

/// A venue that tells current prices, of many instruments in one question where it allows.
public interface PriceProvider extends Venue {
  /// The current prices of those it has a market for; the others are absent.
  ///
  /// @param quote in capitals: `USD`
  List<Price> prices(Collection<Instrument> instruments, String quote);

  /// A price of one instrument, above 0, as the venue wrote it.
  record Price(Instrument instrument, BigDecimal price) {}
}
