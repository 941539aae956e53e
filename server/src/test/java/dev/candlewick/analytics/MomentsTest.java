package dev.candlewick.analytics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Proves the mean and the variance against sums without rounding, where plain sums lose digits.
class MomentsTest {
  private static final double SPREAD = 1L << 48;

  @Test
  void oneValueIsItsMeanAndHasNoVariance() {
    assertThat(Moments.of(new double[] {0.1}, 0.1, 0.1)).isEqualTo(new Moments(0.1, Double.NaN));
  }

  @Test
  void twoValuesHaveHalfTheSquareOfTheirDistanceAsVariance() {
    assertThat(Moments.of(new double[] {1, 4}, 1, 4)).isEqualTo(new Moments(2.5, 4.5));
  }

  @Test
  void threeValuesAreMeasuredExactly() {
    assertThat(Moments.of(new double[] {8, 2, 5}, 2, 8)).isEqualTo(new Moments(5, 9));
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 4, 5, 511, 512, 513, 1023, 1024, 1025})
  void equalValuesHaveThatMeanAndNoVariance(int count) {
    double[] values = new double[count];
    Arrays.fill(values, 0.1);
    assertThat(moments(values)).isEqualTo(new Moments(0.1, 0));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 511, 512, 513, 514, 515, 516, 1024, 1025, 1535})
  void theMeanOfConsecutiveNumbersIsTheirMiddle(int count) {
    double[] values = new double[count];
    for (int i = 0; i < count; i++) values[i] = i + 1;
    assertThat(moments(values).mean()).isEqualTo((count + 1) / 2.0);
    if (count > 1) {
      assertThat(moments(values).variance()).isEqualTo(count * (count + 1L) / 12.0);
    }
  }

  /// The first mean must be right to its last digit: a difference from a wrong one has no exact
  /// double here, and correcting it leaves an error.
  @ParameterizedTest
  @ValueSource(ints = {3, 7, 11, 13, 14, 15, 515, 517, 519, 1027})
  void greatValuesThatNearlyCancelHaveTheirExactMean(int count) {
    double[] values = nearlyCancelling(count);
    assertThat(ExactMoments.mean(values, 0, count)).isEqualTo(1);
    Moments moments = moments(values);
    assertThat(moments.mean()).isEqualTo(1);
    double variance = ExactMoments.variance(values, 0, count);
    assertThat(moments.variance()).isCloseTo(variance, within(variance * 1e-14));
  }

  @Test
  void oneGreatValueAmongManySmallOnesCostsNoDigits() {
    double[] values = new SplittableRandom(14).doubles(1501, 1, 2).toArray();
    values[700] = 1e13;
    Moments moments = moments(values);
    double mean = ExactMoments.mean(values, 0, values.length);
    double variance = ExactMoments.variance(values, 0, values.length);
    assertThat(moments.mean()).isCloseTo(mean, within(mean * 4e-16));
    assertThat(moments.variance()).isCloseTo(variance, within(variance * 1e-14));
  }

  /// The spread is a millionth of a millionth of the values, whose plain sum of squares has no
  /// digit of it.
  @ParameterizedTest
  @ValueSource(ints = {2, 3, 512, 513, 1025})
  void aSmallSpreadOnALargeOffsetIsMeasuredExactly(int count) {
    double[] values = HardPrices.make(count);
    double squares = Arrays.stream(values).map(value -> value * value).sum();
    double sum = Arrays.stream(values).sum();
    double variance = ExactMoments.variance(values, 0, count);
    assertThat((squares - sum * sum / count) / (count - 1))
        .isNotCloseTo(variance, within(variance / 10));
    assertThat(moments(values).variance()).isCloseTo(variance, within(variance * 1e-14));
    assertThat(moments(values).mean()).isEqualTo(ExactMoments.mean(values, 0, count));
  }

  @Test
  void theMeanIsNeverOutsideTheRange() {
    SplittableRandom random = new SplittableRandom(15);
    for (int round = 0; round < 1000; round++) {
      double least = random.nextDouble(1, 2);
      double greatest = Math.nextUp(least);
      double[] values = new double[random.nextInt(1, 50)];
      Arrays.fill(values, least);
      values[0] = greatest;
      assertThat(moments(values).mean()).isBetween(least, greatest);
    }
  }

  /// Returns odd whole numbers of either sign, and a last one that makes their mean 1.
  private static double[] nearlyCancelling(int count) {
    SplittableRandom random = new SplittableRandom(16);
    double[] values = new double[count];
    double sum = 0;
    for (int i = 0; i < count - 1; i++) {
      double sign = sum > 0 ? -1 : 1;
      values[i] = sign * (2 * Math.floor(random.nextDouble(SPREAD / 4, SPREAD)) + 1);
      sum += values[i];
    }
    values[count - 1] = count - sum;
    return values;
  }

  private static Moments moments(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return Moments.of(values, sorted[0], sorted[sorted.length - 1]);
  }
}
