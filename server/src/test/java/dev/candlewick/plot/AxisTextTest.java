package dev.candlewick.plot;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Axes say round numbers and times that fit what they span.
class AxisTextTest {
  @Test
  void pricesHaveThousandsSeparators() {
    assertThat(labels(Unit.PLAIN.ticks(61_000, 69_500, 5, false)))
        .containsExactly("62,000", "64,000", "66,000", "68,000");
  }

  @Test
  void narrowPicturesCountInThousands() {
    assertThat(labels(Unit.PLAIN.ticks(61_000, 69_500, 5, true)))
        .containsExactly("62k", "64k", "66k", "68k");
  }

  @Test
  void smallPricesKeepTheirDigits() {
    assertThat(labels(Unit.PLAIN.ticks(0.000011, 0.000014, 3, false)))
        .containsExactly("0.000011", "0.000012", "0.000013", "0.000014");
    assertThat(Unit.PLAIN.write(0.00001234)).isEqualTo("0.00001234");
  }

  @Test
  void largeAmountsAreMillionsAndBillions() {
    assertThat(labels(Unit.PLAIN.ticks(0, 3.1e9, 3, false))).containsExactly("0B", "2B");
  }

  @Test
  void sharesAndPercentsAreWrittenAsPercents() {
    assertThat(labels(Unit.SHARE.ticks(0.011, 0.031, 2, false))).containsExactly("2%", "3%");
    assertThat(labels(Unit.PERCENT.ticks(-1.1, 1.1, 2, false))).containsExactly("0%");
    assertThat(Summary.signed(-3.456)).isEqualTo("−3.46%");
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

  private static List<Tick> ticks(String from, String to, int count) {
    return TimeTicks.of(new TimeSpan(micros(from), micros(to)), count);
  }

  private static long micros(String time) {
    return Instant.parse(time).getEpochSecond() * 1_000_000;
  }

  private static List<String> labels(List<Tick> ticks) {
    return ticks.stream().map(Tick::label).toList();
  }
}
