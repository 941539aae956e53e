package dev.candlewick.provider.coingecko;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/// A price as CoinGecko writes it: a JSON number of up to 18 digits, `1.64e-05` among them. The
/// bounds are wider than what was ever seen, and keep a hostile exponent from becoming a gigabyte
/// of zeros.
final class PriceText {
  private static final int MOST = 40;

  private PriceText() {}

  /// The price with every digit it was written with, without an exponent; null for a text that is
  /// absent and for 0, which is how CoinGecko writes that it has none.
  ///
  /// @param where what is read, for the message
  /// @throws dev.candlewick.provider.ProviderException of kind `MALFORMED`
  static @Nullable BigDecimal read(@Nullable String text, String where) {
    if (text == null) return null;
    BigDecimal value = decimal(text, where);
    if (value.signum() < 0) throw CoinGeckoProvider.malformed(where + ": a price below 0");
    if (value.signum() == 0) return null;
    if (value.precision() > MOST || Math.abs((long) value.scale()) > MOST) {
      throw CoinGeckoProvider.malformed(where + ": a price of more than " + MOST + " digits");
    }
    return value.scale() < 0 ? value.setScale(0) : value;
  }

  private static BigDecimal decimal(String text, String where) {
    try {
      return new BigDecimal(text);
    } catch (NumberFormatException e) {
      throw CoinGeckoProvider.malformed(where + ": no decimal", e);
    }
  }
}
