package dev.candlewick.plot;

import java.math.BigDecimal;

/// The number of digits of the values in one line of text: those of the data, as far as they are
/// significant, in one notation for all.
///
/// @param dataDecimals decimals of the data, as in the shortest text of each value
/// @param rangeDecimals decimals that show three digits of the difference between least and
///   greatest
/// @param minDecimals the least number of decimals, where the value is not large
/// @param plain whether all values can be written without an exponent
record Precision(int dataDecimals, int rangeDecimals, int minDecimals, boolean plain) {
  /// The number of digits of a value from its first one on, whatever the data have beyond.
  private static final int SIGNIFICANT = 6;

  private static final int SAMPLE = 1001;

  /// From here on decimals are insignificant.
  private static final double LARGE = 1e6;

  private static final double LARGEST_PLAIN = 1e21;
  private static final int MOST_DECIMALS = 24;

  /// Returns the precision of prices, which have at least two decimals; of all columns together.
  static Precision ofPrices(double[]... columns) {
    return of(2, columns);
  }

  static Precision ofAmounts(double[]... columns) {
    return of(0, columns);
  }

  private static Precision of(int least, double[]... columns) {
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    double tiniest = Double.POSITIVE_INFINITY;
    int own = 0;
    for (double[] column : columns) {
      int stride = Math.max(1, column.length / SAMPLE);
      for (int i = 0; i < column.length; i++) {
        double value = column[i];
        if (!Double.isFinite(value)) continue;
        low = Math.min(low, value);
        high = Math.max(high, value);
        if (value != 0) tiniest = Math.min(tiniest, Math.abs(value));
        if (i % stride == 0) own = Math.max(own, decimals(value));
      }
    }
    if (low > high) return new Precision(0, 0, least, true);
    double largest = Math.max(Math.abs(low), Math.abs(high));
    boolean plain = largest < LARGEST_PLAIN && SIGNIFICANT - 1 - exponent(tiniest) <= MOST_DECIMALS;
    int telling = high > low ? 2 - exponent(high - low) : 0;
    return new Precision(own, telling, least, plain);
  }

  String format(double value) {
    return format(value, 0);
  }

  /// Formats a computed value, such as a mean, with more decimals where it would otherwise equal
  /// one of the others in text only.
  String formatDistinct(double value, double... others) {
    for (int more = 0; more < SIGNIFICANT; more++) {
      String text = format(value, more);
      boolean apart = true;
      for (double other : others) {
        apart &= near(value, other) || !text.equals(format(other, more));
      }
      if (apart) return more == 0 ? text : format(value, more);
    }
    return format(value);
  }

  private String format(double value, int more) {
    if (!Double.isFinite(value)) return "–";
    if (!plain) return NumberText.exponential(value, SIGNIFICANT - 1);
    double size = Math.abs(value);
    int shown = Math.max(rangeDecimals, size == 0 ? 0 : SIGNIFICANT - 1 - exponent(size));
    int decimals = Math.max(Math.min(dataDecimals, shown), size < LARGE ? minDecimals : 0);
    return NumberText.plain(value, Math.clamp((long) decimals + more, 0, MOST_DECIMALS));
  }

  private static boolean near(double one, double other) {
    return Math.abs(one - other) <= 1e-12 * Math.max(Math.abs(one), Math.abs(other));
  }

  private static int decimals(double value) {
    return value == 0 ? 0 : Math.max(0, BigDecimal.valueOf(value).stripTrailingZeros().scale());
  }

  private static int exponent(double size) {
    return size == 0 || Double.isInfinite(size) ? 0 : (int) Math.floor(Math.log10(size));
  }
}
