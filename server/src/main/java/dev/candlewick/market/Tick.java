package dev.candlewick.market;

import java.math.BigDecimal;
import java.time.Instant;

/// A polled price. All components but the price form its key.
///
/// @param quote currency in capitals: `USD`
/// @param source the venue's name
/// @param polledAt the arrival of the response, by the local clock; equal for all ticks of a poll
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
