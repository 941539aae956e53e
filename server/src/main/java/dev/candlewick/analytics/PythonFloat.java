package dev.candlewick.analytics;

import java.math.BigDecimal;
import java.math.RoundingMode;

/// Formats a double as Python does, for the names of columns: `100.0`, `33.33333`, `1e+20`.
final class PythonFloat {
  private static final int LEAST_PLAIN_EXPONENT = -4;
  private static final int LEAST_HIGH_EXPONENT = 16;

  private PythonFloat() {}

  /// Returns Python's `str(round(value, places))` of a finite value.
  static String rounded(double value, int places) {
    double rounded = new BigDecimal(value).setScale(places, RoundingMode.HALF_EVEN).doubleValue();
    return text(Math.copySign(rounded, value));
  }

  /// Returns Python's `repr`: the fewest digits that parse to the value, and an exponent where it
  /// would be below -4 or above 15.
  private static String text(double value) {
    if (value == 0) return Double.toString(value);
    BigDecimal decimal = new BigDecimal(Double.toString(value)).stripTrailingZeros();
    int exponent = decimal.precision() - decimal.scale() - 1;
    if (exponent < LEAST_PLAIN_EXPONENT || exponent >= LEAST_HIGH_EXPONENT) {
      String digits = decimal.movePointLeft(exponent).stripTrailingZeros().toPlainString();
      return "%se%s%02d".formatted(digits, exponent < 0 ? "-" : "+", Math.abs(exponent));
    }
    return decimal.setScale(Math.max(1, decimal.scale()), RoundingMode.UNNECESSARY).toPlainString();
  }
}
