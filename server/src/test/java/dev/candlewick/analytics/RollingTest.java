package dev.candlewick.analytics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// Proves rolling moments against exact ones where sums that add and remove fail: large offsets,
/// bad ticks, constant stretches, any window.
class RollingTest {
  private static final double NAN = Double.NaN;

  @Test
  void theFirstRowsAreUnknown() {
    double[] column = {1, 2, 4, 8};
    assertThat(Rolling.mean(column, 2)).containsExactly(NAN, 1.5, 3, 6);
    assertThat(Rolling.deviation(column, 3))
        .containsExactly(NAN, NAN, Math.sqrt(7 / 3.0), Math.sqrt(28 / 3.0));
  }

  @Test
  void unknownValuesAtTheStartAreSkipped() {
    double[] column = {NAN, NAN, 1, 2, 3};
    assertThat(Rolling.mean(column, 2)).containsExactly(NAN, NAN, NAN, 1.5, 2.5);
    assertThat(Rolling.deviation(column, 3)).containsExactly(NAN, NAN, NAN, NAN, 1);
  }

  /// To the last bit: the blocks begin at the first known value, however many come before it.
  @Test
  void unknownValuesAtTheStartMoveTheRowsAndChangeNothingElse() {
    double[] column = new SplittableRandom(17).doubles(500, 1, 2).toArray();
    for (int window : new int[] {2, 3, 20, 499, 500}) {
      for (int unknown : new int[] {1, 2, 7, 19, 600}) {
        double[] moved = new double[unknown + column.length];
        Arrays.fill(moved, 0, unknown, NAN);
        System.arraycopy(column, 0, moved, unknown, column.length);
        assertEndsWith(Rolling.mean(moved, window), Rolling.mean(column, window));
        assertEndsWith(Rolling.deviation(moved, window), Rolling.deviation(column, window));
      }
    }
  }

  @Test
  void aWindowLongerThanTheColumnIsAllUnknown() {
    assertThat(Rolling.mean(new double[] {1, 2}, 3)).containsExactly(NAN, NAN);
    assertThat(Rolling.deviation(new double[] {1, 2}, Integer.MAX_VALUE)).containsExactly(NAN, NAN);
    assertThat(Rolling.deviation(new double[0], 2)).isEmpty();
  }

  @Test
  void theMeanOfOneIsTheValueItself() {
    double[] column = new SplittableRandom(1).doubles(1000, -1e300, 1e300).toArray();
    assertThat(Rolling.mean(column, 1)).containsExactly(column);
  }

  @Test
  void aConstantColumnHasItsValueAsMeanAndDeviatesByNothing() {
    double[] column = new double[500];
    Arrays.fill(column, 0.1);
    for (int window : new int[] {2, 7, 20, 499, 500}) {
      assertThat(known(Rolling.mean(column, window))).containsOnly(0.1);
      assertThat(known(Rolling.deviation(column, window))).containsOnly(0.0);
    }
  }

  @Test
  void anyWindowOfAnyColumnIsAsExactAsItsValues() {
    SplittableRandom random = new SplittableRandom(2);
    for (int round = 0; round < 60; round++) {
      int rows = random.nextInt(2, 300);
      int window = random.nextInt(2, rows + 1);
      double offset = Math.pow(10, random.nextInt(-3, 10));
      double[] column = random.doubles(rows, offset, offset + 1).toArray();
      assertExact(column, window, 1e-12);
    }
  }

  @Test
  void aBadTickLeavesNothingBehind() {
    double[] clean = new SplittableRandom(4).doubles(1000, 1e-3, 2e-3).toArray();
    for (int window : new int[] {2, 3, 20, 100}) {
      for (double tick : new double[] {1e15, 1e300, Double.POSITIVE_INFINITY, NAN}) {
        int at = 500 + window / 3;
        double[] ticked = clean.clone();
        ticked[at] = tick;
        assertSameFrom(at + window, Rolling.mean(clean, window), Rolling.mean(ticked, window));
        assertSameFrom(
            at + window, Rolling.deviation(clean, window), Rolling.deviation(ticked, window));
      }
    }
  }

  /// Covers the windows that contain the tick, and those just after it.
  @Test
  void aBadTickOnALargeOffsetIsExactToo() {
    double[] column = HardPrices.make(400);
    column[200] = 1e15;
    assertExact(column, 20, 1e-13);
  }

  private static void assertExact(double[] column, int window, double tolerance) {
    double greatest = Arrays.stream(column).max().orElseThrow();
    double[] mean = Rolling.mean(column, window);
    double[] deviation = Rolling.deviation(column, window);
    for (int i = window - 1; i < column.length; i++) {
      double exactMean = ExactMoments.mean(column, i - window + 1, i + 1);
      double exactDeviation = ExactMoments.deviation(column, i - window + 1, i + 1);
      assertThat(mean[i]).isCloseTo(exactMean, within(greatest * 4e-16));
      assertThat(deviation[i]).isCloseTo(exactDeviation, within(exactDeviation * tolerance));
    }
  }

  private static void assertEndsWith(double[] actual, double[] end) {
    int start = actual.length - end.length;
    assertThat(Arrays.copyOf(actual, start)).containsOnly(NAN);
    assertThat(Arrays.copyOfRange(actual, start, actual.length)).containsExactly(end);
  }

  private static void assertSameFrom(int row, double[] expected, double[] actual) {
    assertThat(Arrays.copyOfRange(actual, row, actual.length))
        .containsExactly(Arrays.copyOfRange(expected, row, expected.length));
  }

  private static double[] known(double[] column) {
    return Arrays.stream(column).filter(value -> !Double.isNaN(value)).toArray();
  }
}
