package dev.candlewick.analytics;

import java.math.BigDecimal;
import java.math.MathContext;

/// The mean and deviation of a few doubles without rounding before the last step: the oracle for
/// the kernels.
final class ExactMoments {
  private static final MathContext DIGITS = new MathContext(60);

  private ExactMoments() {}

  static double mean(double[] values, int from, int to) {
    return sum(values, from, to).divide(BigDecimal.valueOf(to - from), DIGITS).doubleValue();
  }

  static double variance(double[] values, int from, int to) {
    return exactVariance(values, from, to).doubleValue();
  }

  static double deviation(double[] values, int from, int to) {
    return exactVariance(values, from, to).sqrt(DIGITS).doubleValue();
  }

  private static BigDecimal exactVariance(double[] values, int from, int to) {
    BigDecimal count = BigDecimal.valueOf(to - from);
    BigDecimal squares = BigDecimal.ZERO;
    for (int i = from; i < to; i++) squares = squares.add(new BigDecimal(values[i]).pow(2));
    BigDecimal spread = squares.multiply(count).subtract(sum(values, from, to).pow(2));
    return spread.divide(count.multiply(count.subtract(BigDecimal.ONE)), DIGITS);
  }

  private static BigDecimal sum(double[] values, int from, int to) {
    BigDecimal sum = BigDecimal.ZERO;
    for (int i = from; i < to; i++) sum = sum.add(new BigDecimal(values[i]));
    return sum;
  }
}
