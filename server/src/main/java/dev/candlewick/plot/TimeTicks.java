package dev.candlewick.plot;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/// The ticks of a time axis: round instants of a span in UTC, from seconds to decades, labelled
/// with the time, at midnight with the day, in January with the year.
final class TimeTicks {
  private static final long SECOND = 1_000_000L;
  private static final int DAY = 86_400;
  private static final int[] SECONDS = {
    1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10_800, 21_600, 43_200
  };
  private static final int[] DAYS = {1, 2, 3, 5, 7, 10, 15};
  private static final int[] MONTHS = {1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200, 6000, 12_000};

  private static final int STEPS = SECONDS.length + DAYS.length + MONTHS.length;

  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);
  private static final DateTimeFormatter EXACT =
      DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);
  private static final DateTimeFormatter MONTH_DAY =
      DateTimeFormatter.ofPattern("d MMM", Locale.ENGLISH);
  private static final DateTimeFormatter MONTH = DateTimeFormatter.ofPattern("MMM", Locale.ENGLISH);
  private static final DateTimeFormatter FULL =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT);

  private TimeTicks() {}

  /// Returns about `comfortable` ticks.
  ///
  /// @param room how many labels fit without touching, at least 2
  static List<AxisTick> of(TimeSpan span, int comfortable, int room) {
    double least = (double) span.micros() / SECOND / comfortable;
    int first = 0;
    while (first < STEPS - 1 && length(first) < least) first++;
    var finer = IntStream.iterate(first, step -> step >= 0, step -> step - 1);
    return AxisTicks.choose(finer.mapToObj(step -> at(span, step)).iterator(), room);
  }

  /// Returns the seconds between two ticks of the nth step, the shortest first.
  private static double length(int step) {
    int day = step - SECONDS.length;
    int month = day - DAYS.length;
    if (day < 0) return SECONDS[step];
    return month < 0 ? DAYS[day] * (double) DAY : MONTHS[month] * 30.4 * DAY;
  }

  private static List<AxisTick> at(TimeSpan span, int step) {
    int day = step - SECONDS.length;
    int month = day - DAYS.length;
    if (day < 0) return seconds(span, SECONDS[step]);
    return month < 0 ? days(span, DAYS[day]) : months(span, MONTHS[month]);
  }

  /// Formats an instant in UTC; a midnight is a date.
  static String text(long micros) {
    String text = time(micros).format(FULL);
    return text.endsWith(" 00:00") ? text.substring(0, 10) : text;
  }

  /// Formats the range of the times; there is at least one.
  static String range(long[] times) {
    String first = text(times[0]);
    String last = text(times[times.length - 1]);
    return first.equals(last) ? first + " UTC" : first + " to " + last + " UTC";
  }

  private static List<AxisTick> seconds(TimeSpan span, int step) {
    List<AxisTick> ticks = new ArrayList<>();
    long size = step * SECOND;
    for (long at = -Math.floorDiv(-span.fromMicros(), size) * size;
        at <= span.toMicros();
        at += size) {
      LocalDateTime time = time(at);
      boolean midnight = time.toLocalTime().toSecondOfDay() == 0;
      ticks.add(new AxisTick(at, time.format(midnight ? MONTH_DAY : step < 60 ? EXACT : TIME)));
    }
    return ticks;
  }

  /// Ticks count from the first of each month, none close to the next first.
  private static List<AxisTick> days(TimeSpan span, int step) {
    List<AxisTick> ticks = new ArrayList<>();
    LocalDate day = time(span.fromMicros()).toLocalDate();
    for (; micros(day) <= span.toMicros(); day = day.plusDays(1)) {
      int left = day.lengthOfMonth() - day.getDayOfMonth() + 1;
      boolean due = (day.getDayOfMonth() - 1) % step == 0 && (left * 10 >= step * 7);
      if (due && micros(day) >= span.fromMicros()) {
        ticks.add(
            new AxisTick(
                micros(day), day.getDayOfYear() == 1 ? "" + day.getYear() : day.format(MONTH_DAY)));
      }
    }
    return ticks;
  }

  private static List<AxisTick> months(TimeSpan span, int step) {
    List<AxisTick> ticks = new ArrayList<>();
    LocalDate start = time(span.fromMicros()).toLocalDate();
    long month = Math.floorDiv(start.getYear() * 12L + start.getMonthValue() - 1, step) * step;
    while (true) {
      LocalDate day =
          LocalDate.of((int) Math.floorDiv(month, 12L), (int) Math.floorMod(month, 12L) + 1, 1);
      if (micros(day) > span.toMicros()) return ticks;
      if (micros(day) >= span.fromMicros()) {
        boolean year = day.getMonthValue() == 1;
        ticks.add(new AxisTick(micros(day), year ? "" + day.getYear() : day.format(MONTH)));
      }
      month += step;
    }
  }

  private static LocalDateTime time(long micros) {
    return LocalDateTime.ofInstant(
        Instant.ofEpochSecond(Math.floorDiv(micros, SECOND), Math.floorMod(micros, SECOND) * 1000),
        ZoneOffset.UTC);
  }

  private static long micros(LocalDate day) {
    return Math.multiplyExact(day.toEpochDay(), DAY * SECOND);
  }
}
