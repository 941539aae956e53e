package dev.candlewick.market;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/// Sums of ticks: they join in their order, and tell where too long a time has none.
class TickSumsTest {
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

  private static TickSums ticks(int firstMinute, int lastMinute, int price, int gapMinutes) {
    return new TickSums(
        NOON.plusSeconds(60L * firstMinute),
        NOON.plusSeconds(60L * lastMinute),
        BigDecimal.valueOf(price),
        BigDecimal.valueOf(price + 2L),
        BigDecimal.valueOf(price - 1L),
        Duration.ofMinutes(gapMinutes));
  }

  @Test
  void laterTicksAreJoinedWithTheTimeBetween() {
    TickSums joined = ticks(0, 10, 100, 2).followedBy(ticks(17, 30, 90, 3));
    assertThat(joined)
        .isEqualTo(
            new TickSums(
                NOON,
                NOON.plusSeconds(1800),
                BigDecimal.valueOf(100),
                BigDecimal.valueOf(102),
                BigDecimal.valueOf(89),
                Duration.ofMinutes(7)));
  }

  @Test
  void aTimeIsCoveredWhenNoPartOfItIsTooLongWithoutATick() {
    TickSums ticks = ticks(0, 60, 100, 5);
    Instant from = NOON.minusSeconds(60);
    Instant to = NOON.plusSeconds(3660);
    assertThat(ticks.covers(from, to, Duration.ofMinutes(5))).isTrue();
    assertThat(ticks.covers(from, to, Duration.ofMinutes(4))).isFalse();
    assertThat(ticks.covers(NOON.minusSeconds(301), to, Duration.ofMinutes(5))).isFalse();
    assertThat(ticks.covers(from, NOON.plusSeconds(3901), Duration.ofMinutes(5))).isFalse();
  }
}
