package dev.candlewick.market;

import java.math.BigDecimal;
import java.time.Instant;

/// A price at a time.
///
/// @param price as the source wrote it, above 0
public record PricePoint(Instant time, BigDecimal price) {
  public PricePoint {
    if (price.signum() <= 0) {
      throw new IllegalArgumentException("a price of " + price + " at " + time);
    }
  }
}
