package dev.candlewick.market;

import java.math.BigDecimal;

/// Parses and formats exact decimals, with bounds that keep a hostile exponent from expanding to a
/// gigabyte of zeros.
public final class Decimals {
  /// The maximum number of decimals of a price, quantity or volume.
  public static final int MAX_SCALE = 18;

  /// The maximum number of digits before the point.
  public static final int MAX_INTEGER_DIGITS = 20;

  private static final int MAX_TEXT = 64;
  private static final int CENTS = 2;

  private Decimals() {}

  /// Returns a decimal number within the bounds.
  ///
  /// @throws NumberFormatException when the text is not a number, or outside the bounds; the
  ///   message states which
  public static BigDecimal parse(String text) {
    if (text.length() > MAX_TEXT) {
      throw new NumberFormatException("a number of more than " + MAX_TEXT + " characters");
    }
    BigDecimal value;
    try {
      value = new BigDecimal(text);
    } catch (NumberFormatException e) {
      NumberFormatException named = new NumberFormatException("not a decimal number: " + text);
      named.initCause(e);
      throw named;
    }
    return bounded(value);
  }

  /// Returns the same value, without trailing zeros beyond the bounds.
  ///
  /// @throws NumberFormatException when it has too many digits on either side of the point
  public static BigDecimal bounded(BigDecimal value) {
    if (value.signum() == 0 && (value.scale() < 0 || value.scale() > MAX_SCALE)) {
      return BigDecimal.ZERO;
    }
    if ((long) value.precision() - value.scale() > MAX_INTEGER_DIGITS) {
      throw new NumberFormatException(
          "more than " + MAX_INTEGER_DIGITS + " digits before the point");
    }
    BigDecimal kept = value.scale() > MAX_SCALE ? value.stripTrailingZeros() : value;
    if (kept.scale() > MAX_SCALE) {
      throw new NumberFormatException("more than " + MAX_SCALE + " decimals");
    }
    return kept.scale() < 0 ? kept.setScale(0) : kept;
  }

  /// Returns the number without an exponent and trailing zeros: `0.00000001`, `10000000`, `0`.
  public static String plain(BigDecimal value) {
    return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
  }

  /// Returns a price as text: plain, with two decimals or as many more as it has: `89450.00`,
  /// `0.00001234`.
  public static String price(BigDecimal value) {
    return padded(value, CENTS);
  }

  /// Returns a number as text: plain, with at least this many decimals.
  public static String padded(BigDecimal value, int least) {
    BigDecimal bare = value.signum() == 0 ? BigDecimal.ZERO : value.stripTrailingZeros();
    return (bare.scale() < least ? bare.setScale(least) : bare).toPlainString();
  }
}
