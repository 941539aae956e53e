package dev.candlewick.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.candlewick.provider.VenueBudget.Pacing;
import dev.candlewick.provider.VenueBudget.Unit;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Proves the time that requests take within a budget, by figures worked out by hand.
class VenueBudgetTest {
  private static final Pacing FREE = new Pacing(1, Duration.ZERO, 4, Duration.ofMillis(200));

  private static VenueBudget budget(int used, @Nullable Integer resetsIn, Pacing pacing) {
    return new VenueBudget(
        Unit.WEIGHT,
        6000,
        5100,
        used,
        Duration.ofMinutes(1),
        resetsIn == null ? null : Duration.ofSeconds(resetsIn),
        pacing);
  }

  @Test
  void requestsThatFitIntoTheWindowTakeTheirResponseTime() {
    VenueBudget budget = budget(0, null, FREE);
    assertThat(budget.timeFor(0, 2, 4)).isZero();
    assertThat(budget.timeFor(73, 2, 1)).isEqualTo(Duration.ofMillis(73 * 200));
    assertThat(budget.timeFor(73, 2, 4)).isEqualTo(Duration.ofMillis(19 * 200));
    assertThat(budget.timeFor(73, 2, 100)).as("never more than 4").hasMillis(19 * 200);
  }

  @Test
  void whatIsUsedNowLeavesLessOfThisWindow() {
    // 100 of 5100 are free: 50 requests now, and 23 when the window ends.
    VenueBudget budget = budget(5000, 23, FREE);
    assertThat(budget.timeFor(50, 2, 4)).isEqualTo(Duration.ofMillis(13 * 200));
    assertThat(budget.timeFor(73, 2, 4)).isEqualTo(Duration.ofMillis(23_000 + 6 * 200));
  }

  @Test
  void moreThanAWindowTakesWholeWindows() {
    // 2550 requests a window: 100 now, 2550 in the next, 2550 in the one after, 10 in the last.
    Pacing fast = new Pacing(1, Duration.ZERO, 4, Duration.ofMillis(10));
    VenueBudget budget = budget(4900, 30, fast);
    assertThat(budget.timeFor(100 + 2550 + 2550 + 10, 2, 4))
        .isEqualTo(Duration.ofMillis(30_000 + 2 * 60_000 + 3 * 10));
  }

  @Test
  void theRateOfAVenueSpacesRequests() {
    Pacing kraken = new Pacing(8, Duration.ofSeconds(1), 4, Duration.ofMillis(100));
    VenueBudget budget =
        new VenueBudget(Unit.REQUESTS, 60, 51, 0, Duration.ofMinutes(1), null, kraken);
    assertThat(budget.timeFor(8, 1, 4)).isEqualTo(Duration.ofMillis(200));
    assertThat(budget.timeFor(28, 1, 4)).isEqualTo(Duration.ofSeconds(20));
    assertThat(budget.timeFor(60, 1, 4)).as("9 in the next window").hasMillis(61_000);
  }

  @Test
  void aVenueWithoutALimitTakesTheTimeOfItsResponses() {
    VenueBudget budget = VenueBudget.unlimited(Duration.ofMillis(20));
    assertThat(budget.isLimited()).isFalse();
    assertThat(budget.timeFor(1000, 1, 4)).isEqualTo(Duration.ofSeconds(20));
  }
}
