package dev.candlewick.series;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.Arrays;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Proves the buckets of a series, their labels and their prices, also against a slow second
/// implementation with the calendar of the JDK.
class ResampleTest {
  @Test
  void daysOfAWeekAndOneMoreAreTwoWeeksAndOneMonth() {
    PriceSeries days = daily("2025-11-17", 8, 1);
    assertThat(Resample.to(Frequency.WEEKLY, days).price()).containsExactly(7, 8);
    assertThat(labels(Frequency.WEEKLY, days)).containsExactly("2025-11-23", "2025-11-30");
    assertThat(Resample.to(Frequency.MONTHLY, days).price()).containsExactly(8);
    assertThat(labels(Frequency.MONTHLY, days)).containsExactly("2025-11-30");
  }

  @Test
  void weeksAreLabelledByTheirSundayAcrossTheYear() {
    PriceSeries days = daily("2023-12-20", 20, 100);
    assertThat(labels(Frequency.WEEKLY, days))
        .containsExactly("2023-12-24", "2023-12-31", "2024-01-07", "2024-01-14");
    assertThat(Resample.to(Frequency.WEEKLY, days).price()).containsExactly(104, 111, 118, 119);
  }

  @Test
  void aYearIsLabelledByItsLastDay() {
    PriceSeries days = daily("2023-12-20", 20, 100);
    assertThat(labels(Frequency.YEARLY, days)).containsExactly("2023-12-31", "2024-12-31");
    assertThat(Resample.to(Frequency.YEARLY, days).price()).containsExactly(111, 119);
  }

  @Test
  void februaryEndsOnItsLeapDay() {
    assertThat(labels(Frequency.MONTHLY, daily("2024-02-03", 1, 1))).containsExactly("2024-02-29");
  }

  @Test
  void aDayIsLabelledByItsMidnightAndHoldsItsLastMicrosecond() {
    long midnight = micros("2024-05-01T00:00:00Z");
    long nextMidnight = midnight + 86_400_000_000L;
    var series =
        new PriceSeries(
            new long[] {midnight, nextMidnight - 1, nextMidnight}, new double[] {1, 2, 3});
    PriceSeries days = Resample.to(Frequency.DAILY, series);
    assertThat(days.timeMicros()).containsExactly(midnight, nextMidnight);
    assertThat(days.price()).containsExactly(2, 3);
  }

  @Test
  void emptyBucketsRepeatThePriceBefore() {
    var series =
        new PriceSeries(
            new long[] {micros("2024-01-01T10:00:00Z"), micros("2024-01-04T00:00:00Z")},
            new double[] {5, 6});
    assertThat(Resample.to(Frequency.DAILY, series).price()).containsExactly(5, 5, 5, 6);
  }

  @Test
  void timesBefore1970FallIntoTheirOwnDay() {
    var series = new PriceSeries(new long[] {-86_400_000_001L, -1, 0}, new double[] {1, 2, 3});
    PriceSeries days = Resample.to(Frequency.DAILY, series);
    assertThat(days.timeMicros()).containsExactly(-172_800_000_000L, -86_400_000_000L, 0);
    assertThat(days.price()).containsExactly(1, 2, 3);
    assertThat(labels(Frequency.WEEKLY, series)).containsExactly("1970-01-04");
  }

  @Test
  void twoPointsAThousandYearsApartCostADayEach() {
    var series =
        new PriceSeries(
            new long[] {micros("1000-01-01T00:00:00Z"), micros("2000-01-01T00:00:00Z")},
            new double[] {1, 2});
    assertThat(Resample.to(Frequency.DAILY, series).size()).isEqualTo(365_243);
    assertThat(Resample.to(Frequency.YEARLY, series).size()).isEqualTo(1001);
  }

  @Test
  void nothingStaysNothing() {
    assertThat(Resample.to(Frequency.DAILY, PriceSeries.empty()).isEmpty()).isTrue();
  }

  @ParameterizedTest
  @EnumSource
  void anySeriesIsCutAsTheCalendarCutsIt(Frequency frequency) {
    SplittableRandom random = new SplittableRandom(5);
    for (int round = 0; round < 300; round++) {
      PriceSeries series = any(random);
      PriceSeries resampled = Resample.to(frequency, series);
      Map<Long, Double> expected = slowly(frequency, series);
      assertThat(resampled.timeMicros())
          .containsExactly(expected.keySet().stream().mapToLong(Long::longValue).toArray());
      assertThat(resampled.price())
          .containsExactly(expected.values().stream().mapToDouble(Double::doubleValue).toArray());
    }
  }

  /// Returns points a few seconds to a few weeks apart, from between 1940 and 2030.
  private static PriceSeries any(SplittableRandom random) {
    long[] times = new long[random.nextInt(1, 60)];
    long scale = 1L << random.nextInt(20, 42);
    long time = random.nextLong(micros("1940-01-01T00:00:00Z"), micros("2030-01-01T00:00:00Z"));
    for (int i = 0; i < times.length; i++) times[i] = time += random.nextLong(1, scale);
    return new PriceSeries(times, random.doubles(times.length, 1, 9).toArray());
  }

  private static Map<Long, Double> slowly(Frequency frequency, PriceSeries series) {
    Map<Long, Double> rows = new TreeMap<>();
    for (int i = 0; i < series.size(); i++) {
      LocalDate label = label(frequency, date(series.timeMicros()[i]));
      rows.put(midnight(label), series.price()[i]);
    }
    LocalDate day = date(series.timeMicros()[0]);
    double price = series.price()[0];
    for (; !day.isAfter(date(series.timeMicros()[series.size() - 1])); day = day.plusDays(1)) {
      long label = midnight(label(frequency, day));
      rows.putIfAbsent(label, price);
      price = rows.get(label);
    }
    return rows;
  }

  private static LocalDate label(Frequency frequency, LocalDate day) {
    return switch (frequency) {
      case DAILY -> day;
      case WEEKLY -> day.with(TemporalAdjusters.nextOrSame(DayOfWeek.SUNDAY));
      case MONTHLY -> day.with(TemporalAdjusters.lastDayOfMonth());
      case YEARLY -> day.with(TemporalAdjusters.lastDayOfYear());
    };
  }

  private static String[] labels(Frequency frequency, PriceSeries series) {
    long[] times = Resample.to(frequency, series).timeMicros();
    return Arrays.stream(times).mapToObj(t -> date(t).toString()).toArray(String[]::new);
  }

  private static PriceSeries daily(String first, int days, double firstPrice) {
    long[] times = new long[days];
    double[] price = new double[days];
    for (int i = 0; i < days; i++) {
      times[i] = midnight(LocalDate.parse(first).plusDays(i));
      price[i] = firstPrice + i;
    }
    return new PriceSeries(times, price);
  }

  private static LocalDate date(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS).atOffset(ZoneOffset.UTC).toLocalDate();
  }

  private static long midnight(LocalDate day) {
    return day.toEpochDay() * 86_400_000_000L;
  }

  private static long micros(String time) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, Instant.parse(time));
  }
}
