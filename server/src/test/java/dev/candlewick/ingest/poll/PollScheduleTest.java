package dev.candlewick.ingest.poll;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/// Proves that rounds start at a fixed rate, that missed ones are left out, and that failures space
/// them out.
class PollScheduleTest {
  private static final Instant START = Instant.parse("2025-01-01T00:00:00Z");
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final PollSchedule schedule = new PollSchedule(MINUTE);

  private static Instant at(long seconds) {
    return START.plusSeconds(seconds);
  }

  @Test
  void theFirstIsAtOnceAndTheRestFromStartToStart() {
    assertThat(schedule.isDue(START)).isTrue();
    schedule.planNext(START, at(20), 0, null);
    assertThat(schedule.next()).isEqualTo(at(60));
    assertThat(schedule.isDue(at(59))).isFalse();
    schedule.planNext(at(61), at(70), 0, null);
    assertThat(schedule.next()).isEqualTo(at(120));
  }

  @Test
  void roundsThatWereMissedAreNotMadeUp() {
    schedule.planNext(START, at(1), 0, null);
    schedule.planNext(at(60), at(200), 0, null);
    assertThat(schedule.next()).isEqualTo(at(240));
    schedule.planNext(at(1000), at(1001), 0, null);
    assertThat(schedule.next()).isEqualTo(at(1060));
  }

  @Test
  void faultsInARowDoubleTheDistanceUpToTenIntervals() {
    long[] minutes = {1, 2, 4, 8, 10, 10, 10};
    Instant start = START;
    for (int faults = 1; faults <= minutes.length; faults++) {
      schedule.planNext(start, start.plusSeconds(3), faults, null);
      assertThat(schedule.next()).isEqualTo(start.plus(MINUTE.multipliedBy(minutes[faults - 1])));
      start = schedule.next();
    }
    schedule.planNext(start, start, 1_000_000, null);
    assertThat(schedule.next()).isEqualTo(start.plus(MINUTE.multipliedBy(10)));
  }

  @Test
  void noRequestIsDueBeforeTheTimeOfTheVenue() {
    schedule.planNext(START, at(1), 1, at(3601));
    assertThat(schedule.next()).isEqualTo(at(3660));
  }

  @Test
  void aClockThatWasSetBackDoesNotStopThePoll() {
    schedule.planNext(START, at(1), 0, null);
    assertThat(schedule.isDue(START.minus(Duration.ofDays(1)))).isTrue();
  }

  @Test
  void aLongIntervalIsNotStretchedByFaults() {
    PollSchedule daily = new PollSchedule(Duration.ofDays(1));
    daily.planNext(START, at(1), 7, null);
    assertThat(daily.next()).isEqualTo(START.plus(Duration.ofDays(1)));
  }
}
