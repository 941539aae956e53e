package dev.candlewick.analytics;

import java.time.LocalDate;

/// ISO 8601 week numbers: a week belongs to the year that has its Thursday.
final class WeekNumbers {
  private static final long DAY_MICROS = 86_400_000_000L;
  private static final int WEEK_DAYS = 7;

  /// Days from a Monday to the next Thursday; 1970-01-01, day 0, was a Thursday.
  private static final int MONDAY_TO_THURSDAY = 3;

  private WeekNumbers() {}

  static double[] of(long[] timeMicros) {
    double[] weeks = new double[timeMicros.length];
    for (int i = 0; i < weeks.length; i++) {
      weeks[i] = week(Math.floorDiv(timeMicros[i], DAY_MICROS));
    }
    return weeks;
  }

  private static int week(long day) {
    int daysSinceMonday = Math.floorMod(day + MONDAY_TO_THURSDAY, WEEK_DAYS);
    LocalDate thursday = LocalDate.ofEpochDay(day - daysSinceMonday + MONDAY_TO_THURSDAY);
    return (thursday.getDayOfYear() - 1) / WEEK_DAYS + 1;
  }
}
