package dev.candlewick.provider.coingecko;

import dev.candlewick.provider.QuotedPrice;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/// A price as CoinGecko writes it: a JSON number of up to 18 digits, including forms such as
/// `1.64e-05`. The bounds are wider than any observed value, and keep a hostile exponent from
/// expanding to a gigabyte of zeros.
final class PriceText {
  private static final int MOST = 40;
  private static final int MOST_TEXT = 100;

  private PriceText() {}

  /// Returns the price with every digit it was written with, without an exponent; null for 0, which
  /// CoinGecko writes where it has none.
  static @Nullable QuotedPrice quoted(String text) {
    if (text.length() > MOST_TEXT) return QuotedPrice.TOO_LONG;
    BigDecimal value;
    try {
      value = new BigDecimal(text);
    } catch (NumberFormatException e) {
      // An invalid price is reported beside the valid ones.
      return QuotedPrice.NO_NUMBER;
    }
    if (value.signum() <= 0) return value.signum() == 0 ? null : QuotedPrice.BELOW_ZERO;
    if (value.precision() > MOST || Math.abs((long) value.scale()) > MOST) {
      return QuotedPrice.TOO_LONG;
    }
    return new QuotedPrice.Valid(value.scale() < 0 ? value.setScale(0) : value);
  }

  /// Returns the price, where an invalid one makes the whole response invalid.
  ///
  /// @param text null where there is none
  /// @param where the item, for the message
  /// @throws dev.candlewick.provider.ProviderException of kind `MALFORMED`
  static @Nullable BigDecimal read(@Nullable String text, String where) {
    return switch (text == null ? null : quoted(text)) {
      case null -> null;
      case QuotedPrice.Valid sound -> sound.price();
      case QuotedPrice.Impossible wrong ->
          throw CoinGeckoProvider.malformed(where + ": a price that " + wrong.reason());
    };
  }
}
