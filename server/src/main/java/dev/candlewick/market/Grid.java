package dev.candlewick.market;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;

/// The open times of an interval, all in UTC. Weeks begin on Monday, months on their first day, and
/// a `3d` grid at its anchor, because a venue counts three-day candles from its first one. Every
/// other interval divides the day and ignores the anchor.
///
/// @param anchor an open time of the series; only `3d` uses it
public record Grid(Interval interval, Instant anchor) {
  private static final long MICROS = 1_000_000L;

  public static Grid of(Interval interval) {
    return new Grid(interval, Instant.EPOCH);
  }

  /// Returns the last open time at or before `time`.
  public Instant floor(Instant time) {
    return switch (interval) {
      case MO1 -> date(time).withDayOfMonth(1).atStartOfDay().toInstant(ZoneOffset.UTC);
      case W1 ->
          date(time)
              .with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY))
              .atStartOfDay()
              .toInstant(ZoneOffset.UTC);
      case D3 -> floorFrom(anchor, time);
      case S1, M1, M3, M5, M15, M30, H1, H2, H4, H6, H8, H12, D1 -> floorFrom(Instant.EPOCH, time);
    };
  }

  /// Returns the first open time at or after `time`.
  public Instant ceiling(Instant time) {
    Instant floor = floor(time);
    return floor.equals(time) ? floor : next(floor);
  }

  /// Returns the open time after `open`, which is also the instant at which a candle opened at
  /// `open` is closed.
  public Instant next(Instant open) {
    return plus(open, 1);
  }

  /// Returns the open time `count` candles after `open` (before it when negative).
  public Instant plus(Instant open, long count) {
    return interval == Interval.MO1
        ? open.atOffset(ZoneOffset.UTC).plusMonths(count).toInstant()
        : open.plus(interval.length().multipliedBy(count));
  }

  public boolean isAligned(Instant time) {
    return floor(time).equals(time);
  }

  /// Whether a candle may open at this many microseconds after 1970; the same result as for the
  /// instant, without creating one.
  public boolean isAligned(long epochMicros) {
    return switch (interval) {
      case MO1, W1, D3 -> isAligned(instant(epochMicros));
      case S1, M1, M3, M5, M15, M30, H1, H2, H4, H6, H8, H12, D1 ->
          Math.floorMod(epochMicros, interval.length().toSeconds() * MICROS) == 0;
    };
  }

  /// Returns the number of candles that open in `from <= open < to`.
  public long count(Instant from, Instant to) {
    if (!from.isBefore(to)) return 0;
    Instant first = ceiling(from);
    Instant end = ceiling(to);
    if (interval == Interval.MO1) {
      return ChronoUnit.MONTHS.between(offset(first), offset(end));
    }
    return Duration.between(first, end).dividedBy(interval.length());
  }

  /// Returns the instant this many microseconds after 1970.
  public static Instant instant(long epochMicros) {
    return Instant.ofEpochSecond(
        Math.floorDiv(epochMicros, MICROS), Math.floorMod(epochMicros, MICROS) * 1000L);
  }

  /// Returns the microseconds since 1970; finer digits are truncated.
  public static long micros(Instant time) {
    return Math.addExact(Math.multiplyExact(time.getEpochSecond(), MICROS), time.getNano() / 1000L);
  }

  private Instant floorFrom(Instant origin, Instant time) {
    long length = interval.length().toSeconds();
    long past = Math.floorMod(time.getEpochSecond() - origin.getEpochSecond(), length);
    return Instant.ofEpochSecond(time.getEpochSecond() - past);
  }

  private static OffsetDateTime offset(Instant time) {
    return time.atOffset(ZoneOffset.UTC);
  }

  private static LocalDate date(Instant time) {
    return offset(time).toLocalDate();
  }
}
