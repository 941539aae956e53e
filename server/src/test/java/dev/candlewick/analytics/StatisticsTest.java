package dev.candlewick.analytics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Proves the figures of contract 1's `/stats` against exact ones, and the median against a sort.
class StatisticsTest {
  @Test
  void theGoldenFiguresComeOut() {
    Statistics statistics =
        Statistics.of(
            new double[] {
              90869.12691365478,
              90578.80838013266,
              92112.0297646138,
              91239.47122285848,
              92304.33867392405
            });
    assertThat(statistics.count()).isEqualTo(5);
    assertThat(statistics.min()).isEqualTo(90578.80838013266);
    assertThat(statistics.max()).isEqualTo(92304.33867392405);
    assertThat(statistics.mean()).isCloseTo(91420.75499103675, within(1e-10));
    assertThat(statistics.median()).isEqualTo(91239.47122285848);
    assertThat(statistics.deviation()).isCloseTo(759.0474908104612, within(1e-10));
    assertThat(statistics.variance()).isCloseTo(576153.0933056572, within(1e-7));
    assertThat(statistics.first()).isEqualTo(90869.12691365478);
    assertThat(statistics.last()).isEqualTo(92304.33867392405);
    assertThat(statistics.percentChange()).isCloseTo(1.579427258757569, within(1e-12));
  }

  @Test
  void oneValueDoesNotDeviateByAKnownAmount() {
    Statistics statistics = Statistics.of(new double[] {7});
    assertThat(statistics.deviation()).isNaN();
    assertThat(statistics.variance()).isNaN();
    assertThat(statistics.mean()).isEqualTo(7);
    assertThat(statistics.median()).isEqualTo(7);
    assertThat(statistics.percentChange()).isEqualTo(0);
  }

  @Test
  void theChangeFromZeroIsUnknown() {
    assertThat(Statistics.of(new double[] {0, 1}).percentChange()).isNaN();
    assertThat(Statistics.of(new double[] {0, 0}).percentChange()).isNaN();
  }

  @Test
  void noValuesAreRefused() {
    assertThatThrownBy(() -> Statistics.of(new double[0]))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void equalValuesHaveThatMeanAndDeviateByNothing() {
    double[] values = new double[100_003];
    Arrays.fill(values, 0.1);
    Statistics statistics = Statistics.of(values);
    assertThat(statistics.mean()).isEqualTo(0.1);
    assertThat(statistics.median()).isEqualTo(0.1);
    assertThat(statistics.variance()).isEqualTo(0);
    assertThat(statistics.deviation()).isEqualTo(0);
  }

  @Test
  void manyValuesOnALargeOffsetAreMeasuredExactly() {
    double[] values = HardPrices.make(20_001);
    Statistics statistics = Statistics.of(values);
    assertThat(statistics.mean()).isEqualTo(ExactMoments.mean(values, 0, values.length));
    double variance = ExactMoments.variance(values, 0, values.length);
    assertThat(statistics.variance()).isCloseTo(variance, within(variance * 1e-14));
  }

  @Test
  void pricesAreMeasuredToTheLastDigits() {
    SplittableRandom random = new SplittableRandom(8);
    for (int count : new int[] {2, 3, 511, 512, 513, 5000}) {
      double[] values = random.doubles(count, 1e-6, 1e5).toArray();
      double mean = ExactMoments.mean(values, 0, count);
      double variance = ExactMoments.variance(values, 0, count);
      Statistics statistics = Statistics.of(values);
      assertThat(statistics.mean()).isCloseTo(mean, within(mean * 4e-16));
      assertThat(statistics.variance()).isCloseTo(variance, within(variance * 1e-14));
    }
  }

  @Test
  void theMedianIsThatOfTheSortedValues() {
    SplittableRandom random = new SplittableRandom(6);
    for (int count : sizes(random)) {
      for (double[] values : shapes(random, count)) {
        double[] before = values.clone();
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        double low = sorted[(count - 1) / 2];
        assertThat(Median.of(values)).isEqualTo(low + (sorted[count / 2] - low) / 2);
        assertThat(values).containsExactly(before);
      }
    }
  }

  /// The least values are exactly where the sample is taken.
  @Test
  void aSampleThatMisleadsCostsTimeButNotTheMedian() {
    double[] values = IntStream.range(0, 30_001).mapToDouble(i -> i).toArray();
    for (double place : Median.sample(values)) values[(int) place] = -1;
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    assertThat(Median.of(values)).isEqualTo(sorted[15_000]);
  }

  @Test
  void everyRankIsThatOfTheSortedValues() {
    SplittableRandom random = new SplittableRandom(9);
    for (double[] values : shapes(random, 200)) {
      double[] sorted = values.clone();
      Arrays.sort(sorted);
      for (int rank = 0; rank < values.length; rank++) {
        assertThat(Quantile.select(values.clone(), values.length, rank)).isEqualTo(sorted[rank]);
      }
    }
  }

  /// A median that is quadratic in some order would take minutes here.
  @Test
  @Timeout(120)
  void noOrderOfValuesMakesTheMedianQuadratic() {
    SplittableRandom random = new SplittableRandom(10);
    for (double[] values : shapes(random, 500_000)) {
      double[] sorted = values.clone();
      Arrays.sort(sorted);
      int middle = values.length / 2;
      assertThat(Quantile.select(values.clone(), values.length, middle)).isEqualTo(sorted[middle]);
      assertThat(Median.of(values)).isEqualTo((sorted[middle - 1] + sorted[middle]) / 2);
    }
  }

  private static int[] sizes(SplittableRandom random) {
    return IntStream.concat(
            IntStream.of(1, 2, 3, 4, 15, 16, 17, 18, 4095, 4096, 4097, 40_000, 40_001),
            random.ints(20, 1, 9000))
        .toArray();
  }

  private static List<double[]> shapes(SplittableRandom random, int count) {
    return List.of(
        random.doubles(count, 1, 2).toArray(),
        random.doubles(count, 1, 2).sorted().toArray(),
        IntStream.range(0, count).mapToDouble(i -> -i).toArray(),
        IntStream.range(0, count).mapToDouble(i -> 3).toArray(),
        IntStream.range(0, count).mapToDouble(i -> i % 2).toArray(),
        random.ints(count, 0, 5).mapToDouble(i -> i).toArray(),
        IntStream.range(0, count).mapToDouble(i -> Math.min(i, count - i)).toArray(),
        IntStream.range(0, count).mapToDouble(i -> i % 1000).toArray(),
        IntStream.range(0, count).mapToDouble(i -> i == count / 2 ? 1e15 : 1).toArray());
  }
}
