package dev.candlewick.analytics;

import java.time.LocalDate;

/// ISO 8601 week numbers: a week belongs to the year that has its Thursday.
final class WeekNumbers {
  private static final long DAY_MICROS = 86_400_000_000L;
  private static final int WEEK_DAYS = 7;

  /// The day number of a Thursday: 1970-01-01.
  private static final int THURSDAY = 0;

  private WeekNumbers() {}

  static double[] of(long[] timeMicros) {
    double[] weeks = new double[timeMicros.length];
    for (int i = 0; i < weeks.length; i++) {
      weeks[i] = week(Math.floorDiv(timeMicros[i], DAY_MICROS));
    }
    return weeks;
  }

  private static int week(long day) {
    int daysSinceMonday = Math.floorMod(day - THURSDAY + 3, WEEK_DAYS);
    LocalDate thursday = LocalDate.ofEpochDay(day - daysSinceMonday + 3);
    return (thursday.getDayOfYear() - 1) / WEEK_DAYS + 1;
  }
}
