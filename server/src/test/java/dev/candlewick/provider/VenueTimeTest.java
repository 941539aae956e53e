package dev.candlewick.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.candlewick.testing.SteppingClock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/// Proves what is concluded of the difference between a venue's clock and the local one: only what
/// the duration of the request and the precision of the venue's time leave no doubt of.
class VenueTimeTest {
  private static final Instant NOON = Instant.parse("2026-03-12T12:00:00.500Z");

  private final SteppingClock clock = new SteppingClock(NOON);

  /// Measures a venue whose response takes 100 ms.
  private VenueTime measured(Instant venue) {
    VenueTime time =
        new VenueTime(
            clock,
            clock::nanos,
            () -> {
              clock.advance(Duration.ofMillis(100));
              return venue;
            });
    time.now();
    return time;
  }

  @Test
  void nothingIsConcludedBeforeAMeasurement() {
    assertThat(new VenueTime(clock, clock::nanos, () -> NOON).ahead()).isZero();
  }

  @Test
  void clocksThatMayAgreeDoNotDiffer() {
    assertThat(measured(NOON.plusMillis(60)).ahead()).isZero();
  }

  @Test
  void aVenueThatIsAheadIsSoByWhatTheRequestDoesNotExplain() {
    assertThat(measured(NOON.plusMillis(2100)).ahead()).isEqualTo(Duration.ofSeconds(2));
  }

  @Test
  void aVenueThatIsBehindIsSoByWhatTheRequestDoesNotExplain() {
    assertThat(measured(NOON.minusMillis(3001)).ahead()).isEqualTo(Duration.ofSeconds(-3));
  }

  @Test
  void wholeSecondsMayBeAnywhereInTheSecond() {
    assertThat(measured(Instant.parse("2026-03-12T12:00:00Z")).ahead()).isZero();
    assertThat(measured(Instant.parse("2026-03-12T11:59:55Z")).ahead()).isNegative();
  }

  @Test
  void theTimeOfTheVenueRunsOnAndIsNeverTooLate() {
    VenueTime time = measured(NOON.plusSeconds(7));
    clock.advance(Duration.ofSeconds(30));
    assertThat(time.now()).isEqualTo(NOON.plusSeconds(37));
  }
}
