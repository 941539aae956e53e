package dev.candlewick.analytics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// Proves the exponential moving average against pandas, and that it reads no later row.
class EmaTest {
  private static final double NAN = Double.NaN;
  private static final double[] CLOSES = {
    100.5, 101.25, 99.75, 102.1, 103.3, 101.9, 104.45, 105.2, 103.05, 106.6, 107.15, 105.95
  };

  /// Of pandas 3.0.6: `s = c.copy(); s[:3] = nan; s[3] = c[:4].mean(); s[3:].ewm(span=4,
  /// adjust=False).mean()`.
  private static final double[] PANDAS = {
    100.9,
    101.86,
    101.876,
    102.9056,
    103.82336,
    103.514016,
    104.7484096,
    105.70904576,
    105.805427456
  };

  @Test
  void itIsThatOfPandasFromTheMeanOfTheFirstWindowOn() {
    double[] averages = Ema.of(CLOSES, 4);
    assertThat(Arrays.copyOf(averages, 3)).containsExactly(NAN, NAN, NAN);
    assertThat(Arrays.copyOfRange(averages, 3, averages.length))
        .containsExactly(PANDAS, within(1e-12));
  }

  @Test
  void aWindowOfAllValuesHasTheirMeanOnceAndALongerOneNothing() {
    assertThat(Ema.of(new double[] {1, 2, 6}, 3)).containsExactly(NAN, NAN, 3);
    assertThat(Ema.of(new double[] {1, 2, 6}, 4)).containsExactly(NAN, NAN, NAN);
    assertThat(Ema.of(new double[] {1, 2}, Integer.MAX_VALUE)).containsExactly(NAN, NAN);
    assertThat(Ema.of(new double[0], 2)).isEmpty();
  }

  @Test
  void aWindowOfOneIsTheValueItself() {
    assertThat(Ema.of(CLOSES, 1)).containsExactly(CLOSES, within(1e-12));
  }

  @Test
  void unknownValuesAtTheStartMoveTheRowsAndChangeNothingElse() {
    double[] moved = new double[CLOSES.length + 5];
    Arrays.fill(moved, 0, 5, NAN);
    System.arraycopy(CLOSES, 0, moved, 5, CLOSES.length);
    assertThat(Arrays.copyOfRange(Ema.of(moved, 4), 5, moved.length))
        .containsExactly(Ema.of(CLOSES, 4));
    assertThat(Ema.of(new double[] {NAN, NAN}, 2)).containsExactly(NAN, NAN);
  }

  @Test
  void aPrefixOfTheColumnHasAPrefixOfTheAverages() {
    double[] column = new SplittableRandom(3).doubles(300, 1, 2).toArray();
    for (int window : new int[] {1, 2, 20, 299, 300}) {
      double[] whole = Ema.of(column, window);
      for (int rows : new int[] {0, 1, 19, 20, 150, 300}) {
        assertThat(Ema.of(Arrays.copyOf(column, rows), window))
            .containsExactly(Arrays.copyOf(whole, rows));
      }
    }
  }

  @Test
  void aConstantColumnHasItsValueAsAverage() {
    double[] column = new double[500];
    Arrays.fill(column, 0.1);
    assertThat(Arrays.stream(Ema.of(column, 50)).skip(49)).containsOnly(0.1);
  }
}
