package dev.candlewick.analytics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.candlewick.analytics.Indicator.ExponentialMean;
import dev.candlewick.analytics.Indicator.PercentChange;
import dev.candlewick.analytics.Indicator.RollingMean;
import dev.candlewick.analytics.Indicator.Volatility;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// Proves every indicator against numbers that were computed with exact fractions, and its laws.
class IndicatorTest {
  private static final double NAN = Double.NaN;
  private static final double[] CLOSES = {
    100.5, 101.25, 99.75, 102.1, 103.3, 101.9, 104.45, 105.2, 103.05, 106.6, 107.15, 105.95
  };
  private static final List<Indicator> ALL =
      List.of(
          new PercentChange(),
          new RollingMean(2),
          new RollingMean(37),
          new ExponentialMean(2),
          new ExponentialMean(37),
          new Volatility(2),
          new Volatility(37));

  private static void assertColumn(Indicator indicator, double... expected) {
    double[] column = indicator.of(CLOSES);
    int first = expected.length == 0 ? 0 : CLOSES.length - expected.length;
    for (int i = 0; i < first; i++) assertThat(column[i]).isNaN();
    assertThat(Arrays.copyOfRange(column, first, column.length))
        .containsExactly(expected, within(1e-12));
  }

  @Test
  void thePercentChangeIsFromThePriceBefore() {
    assertColumn(
        new PercentChange(),
        0.746268656716418,
        -1.4814814814814814,
        2.355889724310777,
        1.1753183153770812,
        -1.3552758954501452,
        2.5024533856722275,
        0.7180469123982767,
        -2.043726235741445,
        3.444929645803008,
        0.5159474671669794,
        -1.1199253383107792);
  }

  @Test
  void theRollingMeanIsThatOfTheLastPrices() {
    assertColumn(
        new RollingMean(3),
        100.5,
        101.03333333333333,
        101.71666666666667,
        102.43333333333334,
        103.21666666666667,
        103.85,
        104.23333333333333,
        104.95,
        105.6,
        106.56666666666666);
  }

  @Test
  void theExponentialMeanStartsAtTheMeanOfItsWindow() {
    assertColumn(
        new ExponentialMean(4),
        100.9,
        101.86,
        101.876,
        102.9056,
        103.82336,
        103.514016,
        104.7484096,
        105.70904576,
        105.805427456);
  }

  @Test
  void theVolatilityIsTheSampleDeviationOfTheLastReturns() {
    assertColumn(
        new Volatility(3),
        0.019269651627420035,
        0.019654410778594086,
        0.01896066374047396,
        0.019599009227130385,
        0.019306669458089426,
        0.022905329268463753,
        0.027443464233929776,
        0.02746397927411494,
        0.023127515165727603);
  }

  @Test
  void aPrefixOfThePricesHasAPrefixOfTheColumn() {
    double[] prices = new SplittableRandom(5).doubles(200, 1, 2).toArray();
    for (Indicator indicator : ALL) {
      double[] whole = indicator.of(prices);
      for (int rows : new int[] {0, 1, 2, 3, 36, 37, 38, 120}) {
        assertThat(indicator.of(Arrays.copyOf(prices, rows)))
            .as(indicator.name() + " of " + rows)
            .containsExactly(Arrays.copyOf(whole, rows));
      }
    }
  }

  /// A price further back than the memory changes nothing but rounding.
  @Test
  void noPriceBeforeTheMemoryContributes() {
    double[] prices = new SplittableRandom(6).doubles(3000, 1, 2).toArray();
    for (Indicator indicator : ALL) {
      int row = 2999;
      double[] changed = prices.clone();
      Arrays.fill(changed, 0, row - indicator.memory(), 1e6);
      double expected = indicator.of(prices)[row];
      assertThat(indicator.of(changed)[row])
          .as(indicator.name())
          .isCloseTo(expected, within(1e-12 * Math.abs(expected)));
    }
  }

  @Test
  void theNamesAreThoseOfRequests() {
    assertThat(ALL)
        .extracting(Indicator::name)
        .containsExactly(
            "pct_change",
            "rolling_mean(2)",
            "rolling_mean(37)",
            "ema(2)",
            "ema(37)",
            "volatility(2)",
            "volatility(37)");
  }

  @Test
  void aWindowIsFromTwoToAThousand() {
    for (int window : new int[] {Integer.MIN_VALUE, 0, 1, 1001, Integer.MAX_VALUE}) {
      assertThatThrownBy(() -> new RollingMean(window))
          .hasMessage("a window is from 2 to 1000, not " + window);
      assertThatThrownBy(() -> new ExponentialMean(window)).hasMessageContaining("not " + window);
      assertThatThrownBy(() -> new Volatility(window)).hasMessageContaining("not " + window);
    }
    assertThat(new Volatility(1000).of(new double[] {NAN})).containsExactly(NAN);
  }
}
