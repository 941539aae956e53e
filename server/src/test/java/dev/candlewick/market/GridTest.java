package dev.candlewick.market;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Proves the calendar of every interval: its open times, and the rules of rounding to them.
class GridTest {
  private static final Instant ANCHOR = Instant.parse("2017-08-17T00:00:00Z");

  private final Random random = new Random(1);

  @Test
  void weeksBeginOnMonday() {
    Instant open = Grid.of(Interval.W1).floor(Instant.parse("2025-01-05T23:59:59Z"));
    assertThat(open).isEqualTo(Instant.parse("2024-12-30T00:00:00Z"));
    assertThat(open.atOffset(ZoneOffset.UTC).getDayOfWeek()).isEqualTo(DayOfWeek.MONDAY);
  }

  @Test
  void monthsBeginOnTheirFirstDayHoweverLongTheyAre() {
    Grid months = Grid.of(Interval.MO1);
    assertThat(months.floor(Instant.parse("2024-02-29T12:00:00Z")))
        .isEqualTo("2024-02-01T00:00:00Z");
    assertThat(months.next(Instant.parse("2024-02-01T00:00:00Z")))
        .isEqualTo("2024-03-01T00:00:00Z");
    assertThat(months.plus(Instant.parse("2024-03-01T00:00:00Z"), -13))
        .isEqualTo("2023-02-01T00:00:00Z");
  }

  @Test
  void threeDaysAreCountedFromTheAnchor() {
    Grid grid = new Grid(Interval.D3, ANCHOR);
    assertThat(grid.isAligned(ANCHOR)).isTrue();
    assertThat(grid.isAligned(Instant.parse("2017-08-20T00:00:00Z"))).isTrue();
    assertThat(grid.isAligned(Instant.parse("2017-08-14T00:00:00Z"))).isTrue();
    assertThat(grid.isAligned(Instant.parse("2017-08-18T00:00:00Z"))).isFalse();
    assertThat(grid.floor(Instant.parse("2017-08-16T23:00:00Z"))).isEqualTo("2017-08-14T00:00:00Z");
  }

  @ParameterizedTest
  @EnumSource(Interval.class)
  void roundingFollowsItsLaws(Interval interval) {
    Grid grid = new Grid(interval, ANCHOR);
    for (int i = 0; i < 500; i++) {
      Instant time = time();
      Instant floor = grid.floor(time);
      Instant ceiling = grid.ceiling(time);
      assertThat(floor).isBeforeOrEqualTo(time);
      assertThat(grid.next(floor)).isAfter(time);
      assertThat(grid.floor(floor)).isEqualTo(floor);
      assertThat(grid.ceiling(floor)).isEqualTo(floor);
      assertThat(ceiling).isAfterOrEqualTo(time);
      assertThat(grid.isAligned(ceiling)).isTrue();
      assertThat(grid.floor(grid.next(floor).minusNanos(1))).isEqualTo(floor);
      assertThat(grid.plus(grid.next(floor), -1)).isEqualTo(floor);
      assertThat(grid.isAligned(Grid.micros(time))).isEqualTo(grid.isAligned(time));
      assertThat(grid.isAligned(Grid.micros(floor))).isTrue();
      assertThat(Duration.between(floor, grid.next(floor))).isLessThanOrEqualTo(interval.length());
    }
  }

  @ParameterizedTest
  @EnumSource(Interval.class)
  void countingAgreesWithWalking(Interval interval) {
    Grid grid = new Grid(interval, ANCHOR);
    for (int i = 0; i < 50; i++) {
      Instant from = time();
      Instant to = from.plus(interval.length().multipliedBy(random.nextInt(60))).plusMillis(i);
      long walked = 0;
      for (Instant at = grid.ceiling(from); at.isBefore(to); at = grid.next(at)) walked++;
      assertThat(grid.count(from, to)).isEqualTo(walked);
      assertThat(grid.count(to, from)).isZero();
    }
  }

  @Test
  void microsecondsRoundTripBeforeAndAfter1970() {
    for (int i = 0; i < 500; i++) {
      Instant time =
          Instant.ofEpochSecond(random.nextLong(-4_000_000_000L, 4_000_000_000L), 123000);
      assertThat(Grid.instant(Grid.micros(time))).isEqualTo(time);
    }
  }

  @Test
  void codesAreCaseSensitive() {
    assertThat(Interval.parse("1m")).contains(Interval.M1);
    assertThat(Interval.parse("1M")).contains(Interval.MO1);
    assertThat(Interval.parse("1H")).isEmpty();
    assertThat(Interval.codes()).hasSize(16).startsWith("1s").endsWith("1M");
  }

  /// Returns a time from 1903 to 2096, to the millisecond.
  private Instant time() {
    return Instant.ofEpochMilli(random.nextLong(-2_100_000_000_000L, 4_000_000_000_000L));
  }
}
