package dev.candlewick.market;

import java.math.BigDecimal;
import java.time.Instant;

/// A price as it was polled. All but the price is its key.
///
/// @param quote currency in capitals: `USD`
/// @param source the venue's name
/// @param polledAt when the answer came, by our clock; one for all ticks of a poll
/// @param price above 0
public record Tick(
    Instrument instrument, String quote, String source, Instant polledAt, BigDecimal price) {
  public Tick {
    if (price.signum() <= 0) {
      throw new IllegalArgumentException(
          "a price is above 0: " + instrument.id() + " at " + polledAt + " is " + price);
    }
  }
}
