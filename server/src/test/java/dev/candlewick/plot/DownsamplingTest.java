package dev.candlewick.plot;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Proves that downsampling keeps every extreme and every gap, whatever the values are.
class DownsamplingTest {
  private static final int COLUMNS = 50;

  @Test
  void lowestAndHighestOfEachColumnAndOfAllSurvive() {
    for (int seed = 0; seed < 200; seed++) {
      double[] values = random(seed);
      long[] times = Samples.times(values.length, 60_000_000);
      TimeSpan span = TimeSpan.around(times);
      Points thin = Downsampling.downsample(times, values, span, COLUMNS, Long.MAX_VALUE);
      for (int column = 0; column < COLUMNS; column++) {
        long from = span.boundary(column, COLUMNS);
        long to = column == COLUMNS - 1 ? Long.MAX_VALUE : span.boundary(column + 1, COLUMNS);
        assertThat(extremes(thin.timeMicros(), thin.values(), from, to))
            .as("column %d of seed %d", column, seed)
            .isEqualTo(extremes(times, values, from, to));
      }
    }
  }

  @Test
  void noColumnHasMoreThanFourPointsAndTheyStayInOrder() {
    for (int seed = 0; seed < 100; seed++) {
      double[] values = random(seed);
      long[] times = Samples.times(values.length, 60_000_000);
      TimeSpan span = TimeSpan.around(times);
      Points thin = Downsampling.downsample(times, values, span, COLUMNS, Long.MAX_VALUE);
      int[] counts = new int[COLUMNS + 1];
      for (int i = 0; i < thin.size(); i++) {
        if (i > 0) {
          assertThat(thin.timeMicros()[i]).isGreaterThanOrEqualTo(thin.timeMicros()[i - 1]);
        }
        if (Double.isNaN(thin.values()[i])) continue;
        int column = COLUMNS - 1;
        while (thin.timeMicros()[i] < span.boundary(column, COLUMNS)) column--;
        counts[column]++;
      }
      assertThat(Arrays.stream(counts).max().orElseThrow()).isLessThanOrEqualTo(4);
    }
  }

  @Test
  void firstAndLastSurvive() {
    double[] values = Samples.walk(100_000, 1).price();
    long[] times = Samples.times(values.length, 60_000_000);
    Points thin =
        Downsampling.downsample(times, values, TimeSpan.around(times), COLUMNS, Long.MAX_VALUE);
    assertThat(thin.values()[0]).isEqualTo(values[0]);
    assertThat(thin.values()[thin.size() - 1]).isEqualTo(values[values.length - 1]);
    assertThat(thin.size()).isLessThanOrEqualTo(4 * COLUMNS);
  }

  @Test
  void fewPointsStayAsTheyAre() {
    long[] times = Samples.times(20, 60_000_000);
    double[] values = Samples.walk(20, 1).price();
    Points thin =
        Downsampling.downsample(times, values, TimeSpan.around(times), 100, Long.MAX_VALUE);
    assertThat(thin.values()).containsExactly(values);
  }

  @Test
  void nanAndInfinityLiftThePen() {
    double[] values = {1, 2, Double.NaN, 3, Double.POSITIVE_INFINITY, 4, Double.NaN};
    long[] times = Samples.times(values.length, 60_000_000);
    Points thin =
        Downsampling.downsample(times, values, TimeSpan.around(times), 100, Long.MAX_VALUE);
    assertThat(thin.values()).containsExactly(1, 2, Double.NaN, 3, Double.NaN, 4, Double.NaN);
  }

  @Test
  void aStretchOfNanAsWideAsAColumnIsABreakAmongMany() {
    double[] values = Samples.walk(100_000, 1).price();
    Arrays.fill(values, 40_000, 50_000, Double.NaN);
    long[] times = Samples.times(values.length, 60_000_000);
    Points thin =
        Downsampling.downsample(times, values, TimeSpan.around(times), COLUMNS, Long.MAX_VALUE);
    assertThat(Arrays.stream(thin.values()).filter(Double::isNaN).count()).isEqualTo(1);
  }

  @Test
  void aHoleInTimeIsABreak() {
    long[] times = {0, 60, 120, 180, 1000, 1060};
    double[] values = {1, 2, 3, 4, 5, 6};
    long limit = Gaps.limit(times, 3);
    assertThat(limit).isEqualTo(180);
    Points thin = Downsampling.downsample(times, values, new TimeSpan(0, 1060), 1000, limit);
    assertThat(thin.values()).containsExactly(1, 2, 3, 4, Double.NaN, 5, 6);
  }

  @Test
  void twoPointsHaveNoRhythmToBreak() {
    assertThat(Gaps.limit(new long[] {0, 1_000_000}, 3)).isEqualTo(Long.MAX_VALUE);
  }

  private static double[] random(int seed) {
    var random = new Random(seed);
    double[] values = new double[1 + random.nextInt(5000)];
    for (int i = 0; i < values.length; i++) {
      double kind = random.nextDouble();
      values[i] =
          kind < 0.05
              ? Double.NaN
              : kind < 0.06 ? Double.NEGATIVE_INFINITY : random.nextGaussian() * 100;
    }
    return values;
  }

  private static double[] extremes(long[] times, double[] values, long from, long to) {
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < times.length; i++) {
      if (times[i] < from || times[i] >= to || !Points.isDrawable(values[i])) continue;
      low = Math.min(low, values[i]);
      high = Math.max(high, values[i]);
    }
    return new double[] {low, high};
  }
}
