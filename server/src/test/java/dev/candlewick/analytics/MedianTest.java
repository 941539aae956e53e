package dev.candlewick.analytics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Proves the median against a sort, for every way in which the sample can mislead: too low, too
/// high, too wide, or wrong by one rank; and the properties of the sample.
class MedianTest {
  /// The size from which a sample is taken, and the size of the sample.
  private static final int LARGE = 4096;

  private static final int SAMPLE = 2048;

  @Test
  void theMedianOfOneValueIsThatValue() {
    assertThat(Median.of(new double[] {7})).isEqualTo(7);
  }

  @Test
  void theMedianOfTwoValuesIsTheirMean() {
    assertThat(Median.of(new double[] {4, 1})).isEqualTo(2.5);
    assertThat(Median.of(new double[] {-3, 3})).isEqualTo(0);
  }

  @Test
  void theMedianOfAnOddNumberOfValuesIsTheMiddleOne() {
    assertThat(Median.of(new double[] {9, 1, 5})).isEqualTo(5);
    assertThat(Median.of(new double[] {5, 9, 1, 7, 3})).isEqualTo(5);
  }

  @Test
  void theMedianOfAnEvenNumberOfValuesIsTheMeanOfTheMiddleTwo() {
    assertThat(Median.of(new double[] {100, 1, 4, 2})).isEqualTo(3);
    assertThat(Median.of(new double[] {6, 5, 4, 3, 2, 1})).isEqualTo(3.5);
  }

  @Test
  void theMedianOfEqualValuesIsThatValue() {
    for (int count : new int[] {2, 3, LARGE - 1, LARGE, LARGE + 1, 2 * LARGE, 5 * LARGE + 1}) {
      double[] values = new double[count];
      Arrays.fill(values, 0.1);
      assertThat(Median.of(values)).isEqualTo(0.1);
    }
  }

  @Test
  void theMeanOfTwoGreatValuesDoesNotOverflow() {
    double greatest = Double.MAX_VALUE;
    assertThat(Median.of(new double[] {greatest, greatest})).isEqualTo(greatest);
    assertThat(Median.of(new double[] {-greatest, -greatest})).isEqualTo(-greatest);
  }

  @Test
  void infiniteValuesRankAtTheEnds() {
    double infinity = Double.POSITIVE_INFINITY;
    assertThat(Median.of(new double[] {infinity, -infinity, 1})).isEqualTo(1);
    assertThat(Median.of(new double[] {infinity, 1, infinity})).isEqualTo(infinity);
    assertThat(Median.of(new double[] {-infinity, 1, -infinity})).isEqualTo(-infinity);
    assertThat(Median.of(new double[] {infinity, 1, 2, -infinity})).isEqualTo(1.5);
  }

  @ParameterizedTest
  @ValueSource(
      ints = {
        15, 16, 17, 1023, 1024, 1025, 4095, 4096, 4097, 5119, 5120, 5121, 8191, 8192, 8193, 9216,
        16_384, 16_385, 20_000
      })
  void theMedianOfAPermutationIsTheMiddleOfItsRange(int count) {
    double[] values = shuffled(count);
    double[] before = values.clone();
    assertThat(Median.of(values)).isEqualTo((count - 1) / 2.0);
    assertThat(values).containsExactly(before);
  }

  /// All sampled values are equal, so the values between are these and no others. The number of
  /// values below them places the middle ranks just outside, at either end and inside.
  @ParameterizedTest
  @CsvSource({
    "10000, 0",
    "10000, 2951",
    "10000, 2952",
    "10000, 2953",
    "10000, 4000",
    "10000, 4998",
    "10000, 4999",
    "10000, 5000",
    "10000, 5001",
    "10000, 7952",
    "10001, 0",
    "10001, 2951",
    "10001, 2952",
    "10001, 2953",
    "10001, 4999",
    "10001, 5000",
    "10001, 5001",
    "10001, 5002",
    "10001, 7953"
  })
  void aSampleOfEqualValuesFindsTheMedianAtAnyRank(int count, int below) {
    double[] values = new double[count];
    Arrays.fill(values, Double.NaN);
    for (int place : places(count)) values[place] = 1;
    fill(values, below, 3);
    assertThat(Median.of(values)).isEqualTo(middleOfSorted(values));
  }

  @Test
  void theMiddleTwoCanLieOnEitherSideOfTheGreatestSampledValue() {
    double[] values = new double[10_000];
    Arrays.fill(values, Double.NaN);
    for (int place : places(values.length)) values[place] = 1;
    fill(values, 5000 - SAMPLE, 3);
    assertThat(Median.of(values)).isEqualTo(2);
  }

  @Test
  void theMiddleTwoCanLieOnEitherSideOfTheLeastSampledValue() {
    double[] values = new double[10_000];
    Arrays.fill(values, Double.NaN);
    for (int place : places(values.length)) values[place] = 1;
    fill(values, 5000, 3);
    assertThat(Median.of(values)).isEqualTo(0);
  }

  @ParameterizedTest
  @ValueSource(ints = {4096, 4097, 10_000, 10_001, 30_001})
  void aSampleOfTheGreatestValuesDoesNotChangeTheMedian(int count) {
    double[] values = shuffled(count);
    for (int place : places(count)) values[place] = 1e9;
    assertThat(Median.of(values)).isEqualTo(middleOfSorted(values));
  }

  @ParameterizedTest
  @ValueSource(ints = {4096, 4097, 10_000, 10_001, 30_001})
  void aSampleOfTheLeastValuesDoesNotChangeTheMedian(int count) {
    double[] values = shuffled(count);
    for (int place : places(count)) values[place] = -1e9;
    assertThat(Median.of(values)).isEqualTo(middleOfSorted(values));
  }

  /// Nearly all values lie between those that the sample yields, a few below and above.
  @ParameterizedTest
  @ValueSource(ints = {20_000, 20_001})
  void aSampleOfBothEndsKeepsTheRankOfTheMedian(int count) {
    double[] values = new double[count];
    Arrays.fill(values, Double.NaN);
    int[] places = places(count);
    for (int i = 0; i < SAMPLE; i++) values[places[i]] = i < SAMPLE / 2 ? 0 : 10_500;
    fill(values, 1000, 1);
    assertThat(Median.of(values)).isEqualTo(middleOfSorted(values));
  }

  @ParameterizedTest
  @ValueSource(ints = {4096, 4097, 5000, 6143, 6144, 100_000})
  void theSampleHasOneValueOfEachStretch(int count) {
    double[] sample = Median.sample(ascending(count));
    assertThat(sample).hasSize(SAMPLE);
    for (int i = 0; i < SAMPLE; i++) {
      int begin = Math.toIntExact((long) i * count / SAMPLE);
      int end = Math.toIntExact((i + 1L) * count / SAMPLE);
      assertThat((int) sample[i]).isBetween(begin, end - 1);
    }
  }

  @Test
  void theSampleIsSorted() {
    assertThat(Median.sample(shuffled(10_000))).isSorted();
  }

  /// A fifth of 2048 is 410, with a standard deviation of 18.
  @Test
  void theSampledPlacesAreSpreadEvenlyOverTheirStretches() {
    int stretch = 100;
    int[] perFifth = new int[5];
    for (double place : Median.sample(ascending(SAMPLE * stretch))) {
      perFifth[(int) place % stretch / 20]++;
    }
    for (int places : perFifth) assertThat(places).isBetween(320, 500);
  }

  /// Fills the places that are NaN, in order: `below` values of -1 and less, the others ascending
  /// from `from`.
  private static void fill(double[] values, int below, double from) {
    int filled = 0;
    for (int i = 0; i < values.length; i++) {
      if (!Double.isNaN(values[i])) continue;
      values[i] = filled < below ? -1 - filled : from + filled - below;
      filled++;
    }
  }

  /// Returns where the sample of any column of this length is taken.
  private static int[] places(int count) {
    return Arrays.stream(Median.sample(ascending(count))).mapToInt(place -> (int) place).toArray();
  }

  private static double middleOfSorted(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
  }

  private static double[] ascending(int count) {
    return IntStream.range(0, count).asDoubleStream().toArray();
  }

  private static double[] shuffled(int count) {
    double[] values = ascending(count);
    Random random = new Random(11);
    for (int i = count - 1; i > 0; i--) {
      int other = random.nextInt(i + 1);
      double value = values[i];
      values[i] = values[other];
      values[other] = value;
    }
    return values;
  }
}
