package dev.candlewick.analytics;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.IsoFields;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Proves week numbers against `java.time`, for every day of 400 years, and at the first and last
/// microsecond of a week.
class WeekNumbersTest {
  private static final long DAY_MICROS = 86_400_000_000L;

  @Test
  void everyDayHasTheWeekOfIso8601() {
    long[] days =
        LongStream.range(
                LocalDate.of(1800, 1, 1).toEpochDay(), LocalDate.of(2200, 1, 1).toEpochDay())
            .toArray();
    double[] expected =
        LongStream.of(days)
            .mapToObj(LocalDate::ofEpochDay)
            .mapToDouble(day -> day.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR))
            .toArray();
    long[] midnights = LongStream.of(days).map(day -> day * DAY_MICROS).toArray();
    assertThat(WeekNumbers.of(midnights)).containsExactly(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "2020-12-31, 53",
    "2021-01-01, 53",
    "2021-01-03, 53",
    "2021-01-04, 1",
    "2021-01-07, 1",
    "2022-01-02, 52",
    "2022-01-06, 1",
    "2022-01-09, 1",
    "2022-01-10, 2",
    "2024-12-29, 52",
    "2024-12-30, 1",
    "1970-01-01, 1",
    "1969-12-28, 52",
    "1969-12-29, 1"
  })
  void daysAroundNewYearBelongToTheYearOfTheirThursday(LocalDate day, int week) {
    assertThat(WeekNumbers.of(new long[] {micros(day)})).containsExactly(week);
  }

  @ParameterizedTest
  @CsvSource({"2022-01-10, 1, 2", "1969-12-29, 52, 1", "1970-01-05, 1, 2"})
  void aWeekBeginsWithTheFirstMicrosecondOfMonday(LocalDate monday, int before, int week) {
    long start = micros(monday);
    assertThat(WeekNumbers.of(new long[] {start - 1, start, start + 7 * DAY_MICROS - 1}))
        .containsExactly(before, week, week);
  }

  @Test
  void noTimesHaveNoWeeks() {
    assertThat(WeekNumbers.of(new long[0])).isEmpty();
  }

  private static long micros(LocalDate day) {
    return day.toEpochSecond(LocalTime.MIDNIGHT, ZoneOffset.UTC) * 1_000_000;
  }
}
