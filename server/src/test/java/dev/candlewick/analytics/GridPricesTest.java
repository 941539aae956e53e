package dev.candlewick.analytics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.candlewick.analytics.Indicator.ExponentialMean;
import dev.candlewick.analytics.Indicator.PercentChange;
import dev.candlewick.analytics.Indicator.RollingMean;
import dev.candlewick.analytics.Indicator.Volatility;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// Proves that indicators over a grid with gaps are those of each stretch by itself, and to the
/// last bit the same whatever range is read.
class GridPricesTest {
  private static final double NAN = Double.NaN;
  private static final List<Indicator> ALL =
      List.of(
          new PercentChange(),
          new RollingMean(2),
          new RollingMean(20),
          new RollingMean(1000),
          new ExponentialMean(2),
          new ExponentialMean(50),
          new ExponentialMean(300),
          new Volatility(2),
          new Volatility(20),
          new Volatility(1000));

  /// Random prices in stretches of random lengths.
  private static double[] prices(SplittableRandom random, int count, int gaps) {
    double[] prices = random.doubles(count, 90, 110).toArray();
    for (int i = 0; i < gaps; i++) {
      int from = random.nextInt(count);
      Arrays.fill(prices, from, Math.min(count, from + random.nextInt(1, 5)), NAN);
    }
    return prices;
  }

  /// Computes a range from the prices that it depends on alone.
  private static double[] page(
      double[] prices, long first, Indicator indicator, long from, long to) {
    long start = Math.max(first, GridPrices.start(indicator, from));
    double[] needed = Arrays.copyOfRange(prices, (int) (start - first), (int) (to - first));
    return new GridPrices(start, needed).compute(indicator, from, to);
  }

  @Test
  void aPageOfAnyRangeIsThatPartOfTheWhole() {
    SplittableRandom random = new SplittableRandom(11);
    for (int round = 0; round < 40; round++) {
      int count = random.nextInt(1, 40_000);
      long first = random.nextLong(-50_000, 500_000);
      double[] prices = prices(random, count, random.nextInt(4));
      for (Indicator indicator : ALL) {
        double[] whole = new GridPrices(first, prices).compute(indicator, first, first + count);
        int from = random.nextInt(count);
        int to = random.nextInt(from, count + 1);
        assertThat(page(prices, first, indicator, first + from, first + to))
            .as("%s from %d to %d of %d at %d", indicator.name(), from, to, count, first)
            .containsExactly(Arrays.copyOfRange(whole, from, to));
      }
    }
  }

  @Test
  void valuesAreThoseOfTheirWholeStretch() {
    SplittableRandom random = new SplittableRandom(12);
    double[] prices = random.doubles(60_000, 90, 110).toArray();
    Arrays.fill(prices, 20_000, 20_003, NAN);
    for (Indicator indicator : ALL) {
      double[] computed = new GridPrices(777, prices).compute(indicator, 777, 777 + prices.length);
      assertClose(indicator, computed, indicator.of(Arrays.copyOf(prices, 20_000)), 0);
      double[] second = indicator.of(Arrays.copyOfRange(prices, 20_003, prices.length));
      assertClose(indicator, computed, second, 20_003);
      assertThat(Arrays.copyOfRange(computed, 20_000, 20_003)).containsOnly(NAN);
    }
  }

  private static void assertClose(
      Indicator indicator, double[] computed, double[] stretch, int from) {
    for (int i = 0; i < stretch.length; i++) {
      String place = indicator.name() + " at " + (from + i);
      if (Double.isNaN(stretch[i])) assertThat(computed[from + i]).as(place).isNaN();
      else assertThat(computed[from + i]).as(place).isCloseTo(stretch[i], within(1e-11));
    }
  }

  @Test
  void aWindowThatContainsAGapHasNoValueAndAnEmaRestartsAfterIt() {
    double[] prices = {100.5, 101.25, 99.75, 102.1, 103.3, NAN, 104.45, 105.2, 103.05, 106.6};
    GridPrices grid = new GridPrices(5, prices);
    assertThat(grid.compute(new ExponentialMean(3), 5, 15))
        .containsExactly(
            new double[] {
              NAN, NAN, 100.5, 101.3, 102.3, NAN, NAN, NAN, 104.23333333333333, 105.41666666666667
            },
            within(1e-12));
    assertThat(grid.compute(new RollingMean(2), 9, 13))
        .containsExactly(new double[] {102.7, NAN, NAN, 104.825}, within(1e-12));
    assertThat(grid.compute(new PercentChange(), 10, 13))
        .containsExactly(new double[] {NAN, NAN, 0.7180469123982767}, within(1e-12));
    assertThat(Double.isNaN(grid.compute(new Volatility(2), 12, 13)[0])).isTrue();
  }

  @Test
  void aPageDeepInALongSeriesReadsABoundedNumberOfPrices() {
    for (Indicator indicator : ALL) {
      for (long row : new long[] {0, 1, 999_999, 12_345_678}) {
        assertThat(row - GridPrices.start(indicator, row))
            .as(indicator.name())
            .isBetween((long) indicator.memory(), 2L * Math.max(1024, indicator.memory()));
      }
    }
  }

  @Test
  void noPricesHaveNoValues() {
    GridPrices gap = new GridPrices(3, new double[] {NAN, NAN, NAN});
    assertThat(gap.compute(new RollingMean(2), 3, 6)).containsOnly(NAN);
    assertThat(gap.compute(new RollingMean(2), 6, 6)).isEmpty();
  }
}
