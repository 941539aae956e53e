package dev.candlewick.provider;

import java.math.BigDecimal;

/// A price as a venue states it: valid, or invalid with a reason. An invalid price is a state of
/// its instrument, not an error of the whole response.
public sealed interface QuotedPrice {
  /// A valid price.
  ///
  /// @param price above 0
  record Valid(BigDecimal price) implements QuotedPrice {}

  /// An invalid price.
  ///
  /// @param reason worded by this server; contains nothing of the venue's text
  record Impossible(String reason) implements QuotedPrice {}

  QuotedPrice NO_NUMBER = new Impossible("is no number");
  QuotedPrice BELOW_ZERO = new Impossible("is below 0");
  QuotedPrice TOO_LONG = new Impossible("has too many digits");
}
