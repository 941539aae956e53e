package dev.candlewick.analytics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Proves that selection agrees with a sort at every rank, around the size from which it divides
/// the values, for equal values, infinities, zeros and NaN; and where it leaves the other values.
class QuantileTest {
  private static final double NAN = Double.NaN;
  private static final double INFINITY = Double.POSITIVE_INFINITY;

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 8, 9, 15, 16, 17, 18, 19, 32, 33, 100})
  void everyRankIsThatOfTheSortedValues(int count) {
    SplittableRandom random = new SplittableRandom(12);
    assertEveryRank(random.doubles(count, -1, 1).toArray());
    assertEveryRank(random.ints(count, 0, 3).asDoubleStream().toArray());
    assertEveryRank(IntStream.range(0, count).asDoubleStream().toArray());
    assertEveryRank(IntStream.range(0, count).mapToDouble(i -> -i).toArray());
    assertEveryRank(DoubleStream.generate(() -> -2.5).limit(count).toArray());
  }

  @Test
  void noGreaterValueIsBeforeTheSelectedOneAndNoSmallerAfterIt() {
    SplittableRandom random = new SplittableRandom(13);
    double[] values = random.ints(300, 0, 100).asDoubleStream().toArray();
    for (int rank = 0; rank < values.length; rank++) {
      double[] moved = values.clone();
      double selected = Quantile.select(moved, moved.length, rank);
      assertThat(Arrays.stream(moved, 0, rank).filter(value -> value > selected)).isEmpty();
      assertThat(Arrays.stream(moved, rank, 300).filter(value -> value < selected)).isEmpty();
      assertThat(moved[rank]).isEqualTo(selected);
      assertThat(moved).containsExactlyInAnyOrder(values);
    }
  }

  @Test
  void valuesAfterTheSizeAreNeitherReadNorMoved() {
    double[] values = new double[64];
    Arrays.fill(values, -1e9);
    for (int i = 0; i < 40; i++) values[i] = 40 - i;
    assertThat(Quantile.select(values, 40, 0)).isEqualTo(1);
    assertThat(Quantile.select(values, 40, 39)).isEqualTo(40);
    assertThat(Arrays.copyOfRange(values, 40, 64)).containsOnly(-1e9);
  }

  @Test
  void infiniteValuesRankAtTheEnds() {
    double[] values = IntStream.range(0, 30).asDoubleStream().toArray();
    values[3] = -INFINITY;
    values[7] = INFINITY;
    values[28] = -INFINITY;
    values[29] = INFINITY;
    assertEveryRank(values);
  }

  /// No value is less than NaN or equal to it, so a pivot of NaN divides nothing.
  @Test
  @Timeout(value = 20, threadMode = ThreadMode.SEPARATE_THREAD)
  void unknownValuesRankAboveAllOthers() {
    double[] values = IntStream.range(0, 100).mapToDouble(i -> i % 3 == 0 ? NAN : i).toArray();
    values[1] = INFINITY;
    assertEveryRank(values);
    double[] unknown = new double[17];
    Arrays.fill(unknown, NAN);
    assertEveryRank(unknown);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 16, 17, 100})
  void aZeroKeepsItsSign(int count) {
    double[] values = new double[count];
    assertThat(1 / Quantile.select(values, count, count / 2)).isEqualTo(INFINITY);
    Arrays.fill(values, -0.0);
    assertThat(1 / Quantile.select(values, count, count / 2)).isEqualTo(-INFINITY);
  }

  private static void assertEveryRank(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    double[] selected = new double[values.length];
    double[] inPlace = new double[values.length];
    for (int rank = 0; rank < values.length; rank++) {
      double[] moved = values.clone();
      selected[rank] = Quantile.select(moved, moved.length, rank);
      inPlace[rank] = moved[rank];
    }
    assertThat(selected).containsExactly(sorted);
    assertThat(inPlace).containsExactly(sorted);
  }

  /// At nine positions, two apart: the value under test is the median of its triple, and that
  /// median is the one between those of the other triples. Any other position has a value that is
  /// not.
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7, 8})
  void thePivotIsTheMedianOfTheMediansOfThreeSpreadTriples(int tested) {
    double[] values = new double[25];
    Arrays.fill(values, 1e9);
    int triple = tested / 3;
    for (int i = 0; i < 9; i++) {
      double outer = i / 3 == (triple + 1) % 3 ? 0 : 100;
      double inner = i % 3 == (tested + 1) % 3 ? 0 : 100;
      values[5 + 2 * i] = i / 3 == triple ? inner : outer;
    }
    values[5 + 2 * tested] = 50;
    assertThat(Quantile.pivot(values, 5, 23)).isEqualTo(50);
  }

  @Test
  void valuesBelowThePivotMoveToTheFrontOfTheRange() {
    double[] values = {9, 5, 1, 7, 2, 5, 3, 9};
    assertThat(Quantile.moveLess(values, 1, 7, 5)).isEqualTo(4);
    assertThat(Arrays.copyOfRange(values, 1, 4)).containsExactlyInAnyOrder(1, 2, 3);
    assertThat(Arrays.copyOfRange(values, 4, 7)).containsExactlyInAnyOrder(5, 7, 5);
    assertThat(values[0] + values[7]).isEqualTo(18);
    assertThat(Quantile.moveLess(values, 1, 4, 1)).isEqualTo(1);
  }

  @Test
  void valuesEqualToThePivotMoveToTheFrontOfTheRange() {
    double[] values = {5, 6, 5, 7, 5, 8, 5};
    assertThat(Quantile.moveEqual(values, 1, 6, 5)).isEqualTo(3);
    assertThat(Arrays.copyOfRange(values, 1, 3)).containsExactly(5, 5);
    assertThat(Arrays.copyOfRange(values, 3, 6)).containsExactlyInAnyOrder(6, 7, 8);
    assertThat(values[0] + values[6]).isEqualTo(10);
    assertThat(Quantile.moveEqual(values, 3, 6, 1)).isEqualTo(3);
  }
}
