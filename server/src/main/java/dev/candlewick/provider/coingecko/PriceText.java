package dev.candlewick.provider.coingecko;

import dev.candlewick.provider.QuotedPrice;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/// A price as CoinGecko writes it: a JSON number of up to 18 digits, `1.64e-05` among them. The
/// bounds are wider than what was ever seen, and keep a hostile exponent from becoming a gigabyte
/// of zeros.
final class PriceText {
  private static final int MOST = 40;
  private static final int MOST_TEXT = 100;

  private PriceText() {}

  /// The price with every digit it was written with, without an exponent; null for 0, which is how
  /// CoinGecko writes that it has none.
  static @Nullable QuotedPrice quoted(String text) {
    if (text.length() > MOST_TEXT) return QuotedPrice.TOO_LONG;
    BigDecimal value;
    try {
      value = new BigDecimal(text);
    } catch (NumberFormatException e) {
      // What is no number is named in the answer, beside the prices that are.
      return QuotedPrice.NO_NUMBER;
    }
    if (value.signum() <= 0) return value.signum() == 0 ? null : QuotedPrice.BELOW_ZERO;
    if (value.precision() > MOST || Math.abs((long) value.scale()) > MOST) {
      return QuotedPrice.TOO_LONG;
    }
    return new QuotedPrice.Valid(value.scale() < 0 ? value.setScale(0) : value);
  }

  /// The same where a price that cannot be makes the whole answer one that cannot be.
  ///
  /// @param text null where there is none
  /// @param where what is read, for the message
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
