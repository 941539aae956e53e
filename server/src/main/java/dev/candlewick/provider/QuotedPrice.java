package dev.candlewick.provider;

import java.math.BigDecimal;

/// A price as a venue states it: one that can be, or why it cannot. A wrong price is a state of its
/// instrument, not a fault of the whole answer.
public sealed interface QuotedPrice {
  /// One that can be.
  ///
  /// @param price above 0
  record Valid(BigDecimal price) implements QuotedPrice {}

  /// One that cannot be.
  ///
  /// @param reason in our words; nothing of what the venue wrote
  record Impossible(String reason) implements QuotedPrice {}

  QuotedPrice NO_NUMBER = new Impossible("is no number");
  QuotedPrice BELOW_ZERO = new Impossible("is below 0");
  QuotedPrice TOO_LONG = new Impossible("has too many digits");
}
