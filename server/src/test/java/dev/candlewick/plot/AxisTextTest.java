package dev.candlewick.plot;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Proves that axes have round numbers and times that fit their span.
class AxisTextTest {
  @Test
  void pricesHaveThousandsSeparators() {
    assertThat(labels(Unit.PLAIN.ticks(61_000, 69_500, 5, 8, false)))
        .containsExactly("62,000", "64,000", "66,000", "68,000");
  }

  @Test
  void narrowPicturesCountInThousands() {
    assertThat(labels(Unit.PLAIN.ticks(61_000, 69_500, 5, 8, true)))
        .containsExactly("62k", "64k", "66k", "68k");
  }

  @Test
  void smallPricesKeepTheirDigits() {
    assertThat(labels(Unit.PLAIN.ticks(0.000011, 0.000014, 3, 8, false)))
        .containsExactly("0.000011", "0.000012", "0.000013", "0.000014");
  }

  @Test
  void largeAmountsAreMillionsAndBillions() {
    assertThat(labels(Unit.PLAIN.ticks(0, 3.1e9, 3, 8, false)))
        .containsExactly("0", "1B", "2B", "3B");
    assertThat(labels(Unit.PLAIN.ticks(0, 0.8e9, 3, 8, true)))
        .containsExactly("0", "200M", "400M", "600M", "800M");
  }

  @Test
  void sharesAndPercentsAreWrittenAsPercents() {
    assertThat(labels(Unit.FRACTION.ticks(0.011, 0.031, 2, 2, false))).containsExactly("2%", "3%");
    assertThat(labels(Unit.PERCENT.ticks(-1.1, 1.1, 2, 3, false)))
        .containsExactly("−1%", "0%", "1%");
  }

  @Test
  void zeroIsWrittenWithoutDecimalsOrLetter() {
    assertThat(labels(Unit.PLAIN.ticks(0, 1.1e9, 1, 3, true))).containsExactly("0", "0.5B", "1.0B");
    assertThat(labels(Unit.PERCENT.ticks(-0.02, 0.013, 2, 8, false)))
        .containsExactly("−0.02%", "−0.01%", "0%", "0.01%");
  }

  /// For any range, also in the lowest panel.
  @Test
  void everyAxisHasTwoDifferentLabelsAtLeast() {
    var random = new Random(5);
    for (int i = 0; i < 20_000; i++) {
      double low = (random.nextDouble() - 0.3) * Math.pow(10, random.nextInt(-12, 14));
      double high = low + Math.abs(low) * Math.pow(10, -6 * random.nextDouble());
      int room = random.nextInt(2, 9);
      boolean compact = random.nextBoolean();
      for (Unit unit : Unit.values()) {
        assertThat(labels(unit.ticks(low, high, Math.max(1, room / 2), room, compact)))
            .as("%s to %s, room for %s", low, high, room)
            .hasSizeGreaterThanOrEqualTo(2)
            .doesNotHaveDuplicates()
            .noneMatch(label -> label.contains("e") || label.matches("−?0(\\.0+)?[kMBT]"));
      }
    }
  }

  @Test
  void numbersThatNeedAnExponentHaveOneNotationOnTheWholeAxis() {
    assertThat(labels(Unit.PLAIN.ticks(0, 3.1e300, 3, 8, false)))
        .containsExactly("0", "1.0e+300", "2.0e+300", "3.0e+300");
    assertThat(labels(Unit.PLAIN.ticks(2e15, 4.1e15, 2, 8, false)))
        .containsExactly("2,000T", "3,000T", "4,000T");
  }

  @Test
  void everyAxisOfTimeHasTwoLabelsAtLeast() {
    var random = new Random(6);
    for (int i = 0; i < 20_000; i++) {
      long from = 1_300_000_000_000_000L + random.nextLong(400_000_000_000_000L);
      long length = (long) (10_000_000 * Math.pow(10, 7.5 * random.nextDouble()));
      int room = random.nextInt(2, 9);
      var span = new TimeSpan(from, from + length);
      assertThat(labels(TimeTicks.of(span, Math.max(1, room * 2 / 3), room)))
          .as("%s, room for %s", span, room)
          .hasSizeGreaterThanOrEqualTo(2);
    }
  }

  @Test
  void timesFitTheSpan() {
    assertThat(labels(ticks("2025-01-01T10:00:00Z", "2025-01-01T10:00:30Z", 3)))
        .containsExactly("10:00:00", "10:00:10", "10:00:20", "10:00:30");
    assertThat(labels(ticks("2025-03-01T18:00:00Z", "2025-03-02T06:00:00Z", 4)))
        .containsExactly("18:00", "21:00", "2 Mar", "03:00", "06:00");
    assertThat(labels(ticks("2024-12-28T00:00:00Z", "2025-01-04T00:00:00Z", 4)))
        .containsExactly("29 Dec", "2025", "3 Jan");
    assertThat(labels(ticks("2024-10-15T00:00:00Z", "2025-04-15T00:00:00Z", 6)))
        .containsExactly("Nov", "Dec", "2025", "Feb", "Mar", "Apr");
    assertThat(labels(ticks("2013-01-01T00:00:00Z", "2025-01-01T00:00:00Z", 4)))
        .containsExactly("2015", "2020", "2025");
  }

  @Test
  void aMidnightIsWrittenAsADate() {
    assertThat(TimeTicks.text(Samples.START)).isEqualTo("2024-01-01");
    assertThat(TimeTicks.text(Samples.START + Samples.HOUR)).isEqualTo("2024-01-01 01:00");
  }

  private static List<AxisTick> ticks(String from, String to, int count) {
    return TimeTicks.of(new TimeSpan(micros(from), micros(to)), count, 2 * count);
  }

  private static long micros(String time) {
    return Instant.parse(time).getEpochSecond() * 1_000_000;
  }

  private static List<String> labels(List<AxisTick> ticks) {
    return ticks.stream().map(AxisTick::label).toList();
  }
}
