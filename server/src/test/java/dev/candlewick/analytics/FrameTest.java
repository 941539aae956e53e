package dev.candlewick.analytics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import dev.candlewick.analytics.Frame.Column;
import dev.candlewick.analytics.FrameException.Fault;
import dev.candlewick.analytics.FrameException.Problem;
import dev.candlewick.series.Frequency;
import dev.candlewick.series.PriceSeries;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Proves the columns of a frame, the golden rows of contract 1, the rule that no row depends on a
/// later one, and the rejected options.
class FrameTest {
  private static final double NAN = Double.NaN;
  private static final FrameOptions PLAIN = new FrameOptions(null, null, null, null);
  private static final double[] GOLDEN = {
    90869.12691365478, 90578.80838013266, 92112.0297646138, 91239.47122285848, 92304.33867392405
  };

  @Test
  void theGoldenRowsComeOut() {
    Frame frame =
        Frame.of(days("2025-01-10", GOLDEN), new FrameOptions(Frequency.DAILY, 3, 3, 100.0));
    assertColumn(
        frame,
        "pct_change",
        NAN,
        -0.31949083630790076,
        1.6926932600467293,
        -0.9472796810417572,
        1.1671126945316912);
    assertColumn(
        frame,
        "acum_pct_change",
        0,
        -0.31949083630789765,
        1.367794423886182,
        0.407557904188528,
        1.579427258757569);
    assertColumn(
        frame, "rolling_mean_3", NAN, NAN, 91186.65501946707, 91310.10312253497, 91885.27988713211);
    assertColumn(frame, "volatility_3", NAN, NAN, NAN, 0.013791580040538116, 0.013973992019945262);
    assertColumn(
        frame,
        "normalized_price_base_100.0",
        100,
        GOLDEN[1] / GOLDEN[0] * 100,
        GOLDEN[2] / GOLDEN[0] * 100,
        GOLDEN[3] / GOLDEN[0] * 100,
        GOLDEN[4] / GOLDEN[0] * 100);
  }

  @Test
  void columnsComeInTheOrderOfTheContract() {
    Frame frame =
        Frame.of(
            days("2023-12-20", counting(100, 20)), new FrameOptions(Frequency.WEEKLY, 2, 4, 1e7));
    assertThat(frame.columns())
        .extracting(Column::name)
        .containsExactly(
            "price",
            "week_number",
            "pct_change",
            "acum_pct_change",
            "rolling_mean_2",
            "volatility_4",
            "normalized_price_base_10000000.0");
    assertThat(values(frame, "week_number")).containsExactly(51, 52, 1, 2);
    assertThat(values(frame, "price")).containsExactly(104, 111, 118, 119);
  }

  @Test
  void columnsThatAreNotRequestedAreLeftOut() {
    assertThat(Frame.of(days("2024-01-01", 1, 2), PLAIN).columns())
        .extracting(Column::name)
        .containsExactly("price", "pct_change", "acum_pct_change");
  }

  @Test
  void aSundayInJanuaryMayEndWeek53() {
    Frame frame =
        Frame.of(days("2021-01-01", 1, 2, 3), new FrameOptions(Frequency.WEEKLY, null, null, null));
    assertThat(values(frame, "week_number")).containsExactly(53);
  }

  @Test
  void theNameRoundsTheBaseAndTheValuesDoNot() {
    Frame frame = Frame.of(days("2024-01-01", 3, 6), new FrameOptions(null, null, null, 100 / 3.0));
    assertThat(values(frame, "normalized_price_base_33.33333"))
        .containsExactly(100 / 3.0, 2 * (100 / 3.0));
  }

  @Test
  void aVolatilityWindowLongerThanTheRowsIsAllUnknown() {
    Frame frame = Frame.of(days("2024-01-01", 1, 2, 3), new FrameOptions(null, null, 3, null));
    assertThat(values(frame, "volatility_3")).containsExactly(NAN, NAN, NAN);
    frame =
        Frame.of(days("2024-01-01", 1, 2, 3), new FrameOptions(null, null, 2_000_000_000, null));
    assertThat(values(frame, "volatility_2000000000")).containsExactly(NAN, NAN, NAN);
  }

  @Test
  void onePointMakesAFrame() {
    Frame frame = Frame.of(days("2024-01-01", 7), new FrameOptions(null, 1, 2, 100.0));
    assertThat(values(frame, "pct_change")).containsExactly(NAN);
    assertThat(values(frame, "acum_pct_change")).containsExactly(0);
    assertThat(values(frame, "rolling_mean_1")).containsExactly(7);
    assertThat(values(frame, "volatility_2")).containsExactly(NAN);
    assertThat(values(frame, "normalized_price_base_100.0")).containsExactly(100);
  }

  @Test
  void anUndefinedValueIsNeverInfinite() {
    Frame frame = Frame.of(days("2024-01-01", 0, 5, 6), PLAIN);
    assertThat(values(frame, "pct_change")).containsExactly(NAN, NAN, (6 / 5.0 - 1) * 100);
    assertThat(values(frame, "acum_pct_change")).containsExactly(0, NAN, NAN);
  }

  /// Equal to the last bit, because the blocks of the rolling sums count from the first row.
  @Test
  void theFrameOfAPrefixIsThePrefixOfTheFrame() {
    SplittableRandom random = new SplittableRandom(3);
    for (int round = 0; round < 200; round++) {
      int rows = random.nextInt(2, 400);
      int prefix = random.nextInt(1, rows);
      int window = random.nextInt(1, prefix + 1);
      var options = new FrameOptions(null, window, window + 1, 50.0);
      double[] price = random.doubles(rows, 1, 1000).toArray();
      Frame whole = Frame.of(days("2024-01-01", price), options);
      Frame part = Frame.of(days("2024-01-01", Arrays.copyOf(price, prefix)), options);
      for (Column column : part.columns()) {
        assertThat(column.values())
            .as(column.name())
            .containsExactly(Arrays.copyOf(values(whole, column.name()), prefix));
      }
    }
  }

  @Test
  void eachFaultIsNamed() {
    assertThat(faults(new double[0], null, null, null)).containsExactly(Fault.SERIES_EMPTY);
    assertThat(faults(counting(1, 5), 0, null, null)).containsExactly(Fault.WINDOW_TOO_SMALL);
    assertThat(faults(counting(1, 5), 6, null, null)).containsExactly(Fault.WINDOW_TOO_LARGE);
    assertThat(faults(counting(1, 5), null, 1, null))
        .containsExactly(Fault.VOLATILITY_WINDOW_TOO_SMALL);
    assertThat(faults(counting(1, 5), null, null, NAN)).containsExactly(Fault.BASE_NOT_FINITE);
    assertThat(faults(counting(0, 5), null, null, 100.0))
        .containsExactly(Fault.BASE_WITHOUT_FIRST_PRICE);
  }

  @Test
  void allFaultsAreNamedAtOnce() {
    assertThat(faults(counting(0, 5), -1, -1, Double.POSITIVE_INFINITY))
        .containsExactly(
            Fault.WINDOW_TOO_SMALL,
            Fault.VOLATILITY_WINDOW_TOO_SMALL,
            Fault.BASE_NOT_FINITE,
            Fault.BASE_WITHOUT_FIRST_PRICE);
  }

  @Test
  void theWindowIsComparedWithTheRowsAfterResampling() {
    var options = new FrameOptions(Frequency.WEEKLY, 5, null, null);
    var refused =
        catchThrowableOfType(
            FrameException.class, () -> Frame.of(days("2023-12-20", counting(100, 20)), options));
    assertThat(refused).hasMessage("window must be at most the 4 rows, not 5");
  }

  private static Fault[] faults(
      double[] price,
      @Nullable Integer window,
      @Nullable Integer volatilityWindow,
      @Nullable Double base) {
    var options = new FrameOptions(null, window, volatilityWindow, base);
    var refused =
        catchThrowableOfType(
            FrameException.class, () -> Frame.of(days("2024-01-01", price), options));
    return refused.problems().stream().map(Problem::fault).toArray(Fault[]::new);
  }

  private static PriceSeries days(String first, double... price) {
    long[] times =
        LongStream.range(0, price.length)
            .map(i -> (LocalDate.parse(first).toEpochDay() + i) * 86_400_000_000L)
            .toArray();
    return new PriceSeries(times, price);
  }

  private static double[] counting(double first, int count) {
    return LongStream.range(0, count).mapToDouble(i -> first + i).toArray();
  }

  private static double[] values(Frame frame, String name) {
    return frame.columns().stream()
        .filter(column -> column.name().equals(name))
        .findFirst()
        .orElseThrow()
        .values();
  }

  private static void assertColumn(Frame frame, String name, double... expected) {
    double[] values = values(frame, name);
    assertThat(values).hasSize(expected.length);
    for (int i = 0; i < expected.length; i++) {
      if (Double.isNaN(expected[i])) assertThat(values[i]).as(name + " " + i).isNaN();
      else
        assertThat(values[i])
            .as(name + " " + i)
            .isCloseTo(expected[i], within(Math.abs(expected[i]) * 1e-9));
    }
  }
}
