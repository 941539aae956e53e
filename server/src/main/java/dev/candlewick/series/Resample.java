package dev.candlewick.series;

import java.time.LocalDate;
import java.time.temporal.ChronoField;
import java.util.Arrays;

/// Resamples a series to one price per calendar bucket in UTC: the last of the bucket, and in an
/// empty bucket the one before. A day is labelled by its midnight; a week by the midnight at the
/// start of its Sunday; a month and a year by that of their last day. There are as many rows as
/// buckets between the first and the last point, however few the points.
public final class Resample {
  private static final long DAY_MICROS = 86_400_000_000L;
  private static final int WEEK_DAYS = 7;
  private static final int YEAR_MONTHS = 12;

  /// Monday 1969-12-29, the first day of the week of 1970-01-01.
  private static final long FIRST_MONDAY = -3;

  private Resample() {}

  public static PriceSeries to(Frequency frequency, PriceSeries series) {
    if (series.isEmpty()) return series;
    long[] times = series.timeMicros();
    long first = bucket(frequency, Math.floorDiv(times[0], DAY_MICROS));
    long last = bucket(frequency, Math.floorDiv(times[times.length - 1], DAY_MICROS));
    int rows = Math.toIntExact(last - first + 1);
    long[] labels = new long[rows];
    double[] price = new double[rows];
    int next = 0;
    for (int row = 0; row < rows; row++) {
      long bucket = first + row;
      labels[row] = Math.multiplyExact(label(frequency, bucket), DAY_MICROS);
      next =
          row == rows - 1 ? times.length : bucketEnd(times, next, firstDay(frequency, bucket + 1));
      price[row] = series.price()[next - 1];
    }
    return new PriceSeries(labels, price);
  }

  /// Returns the first point from `from` on that is not before the day. The search doubles its
  /// step, then bisects, so that long buckets cost little and empty ones nothing.
  private static int bucketEnd(long[] times, int from, long day) {
    long micros = day * DAY_MICROS;
    int step = 1;
    int to = from;
    while (to < times.length && times[to] < micros) {
      from = to + 1;
      to += Math.min(step, times.length - to);
      step *= 2;
    }
    int found = Arrays.binarySearch(times, from, to, micros);
    return found >= 0 ? found : -found - 1;
  }

  /// Returns the number of the bucket of a day; neighbours differ by one.
  private static long bucket(Frequency frequency, long day) {
    return switch (frequency) {
      case DAILY -> day;
      case WEEKLY -> Math.floorDiv(day - FIRST_MONDAY, WEEK_DAYS);
      case MONTHLY -> LocalDate.ofEpochDay(day).getLong(ChronoField.PROLEPTIC_MONTH);
      case YEARLY -> LocalDate.ofEpochDay(day).getYear();
    };
  }

  private static long firstDay(Frequency frequency, long bucket) {
    return switch (frequency) {
      case DAILY -> bucket;
      case WEEKLY -> bucket * WEEK_DAYS + FIRST_MONDAY;
      case MONTHLY -> firstOfMonth(bucket);
      case YEARLY -> firstOfMonth(bucket * YEAR_MONTHS);
    };
  }

  private static long firstOfMonth(long month) {
    int year = Math.toIntExact(Math.floorDiv(month, YEAR_MONTHS));
    return LocalDate.of(year, Math.floorMod(month, YEAR_MONTHS) + 1, 1).toEpochDay();
  }

  private static long label(Frequency frequency, long bucket) {
    return switch (frequency) {
      case DAILY -> bucket;
      case WEEKLY, MONTHLY, YEARLY -> firstDay(frequency, bucket + 1) - 1;
    };
  }
}
