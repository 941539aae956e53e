package dev.candlewick.series;

import static org.assertj.core.api.Assertions.assertThat;

import dev.candlewick.market.Grid;
import dev.candlewick.market.Interval;
import dev.candlewick.series.Coverage.Span;
import dev.candlewick.series.Coverage.State;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/// Proves the number of grid times in each state.
class CoverageCountTest {
  private static final Grid GRID = Grid.of(Interval.M1);
  private static final Instant START = Instant.parse("2024-01-01T00:00:00Z");

  /// Minutes 10 to 20 covered, 20 to 25 confirmed empty, 30 to 40 covered.
  private static final Coverage COVERAGE =
      Coverage.empty()
          .with(new Span(minute(10), minute(20), State.COVERED, null))
          .with(new Span(minute(20), minute(25), State.CONFIRMED_EMPTY, null))
          .with(new Span(minute(30), minute(40), State.COVERED, null));

  private static Instant minute(int number) {
    return GRID.plus(START, number);
  }

  private static long count(State state, int from, int to) {
    return COVERAGE.count(state, GRID, minute(from), minute(to));
  }

  @Test
  void eachStateIsCountedInsideTheRangeOnly() {
    assertThat(count(State.COVERED, 0, 50)).isEqualTo(20);
    assertThat(count(State.COVERED, 15, 32)).isEqualTo(7);
    assertThat(count(State.CONFIRMED_EMPTY, 0, 50)).isEqualTo(5);
    assertThat(count(State.CONFIRMED_EMPTY, 22, 24)).isEqualTo(2);
    assertThat(count(State.COVERED, 20, 30)).isZero();
    assertThat(count(State.COVERED, 40, 50)).isZero();
    assertThat(count(State.COVERED, 0, 10)).isZero();
  }

  @Test
  void whatWasNeverRequestedIsMissing() {
    assertThat(count(State.MISSING, 0, 50)).isEqualTo(25);
    assertThat(count(State.MISSING, 25, 30)).isEqualTo(5);
    assertThat(count(State.MISSING, 12, 18)).isZero();
    assertThat(Coverage.empty().count(State.MISSING, GRID, minute(0), minute(7))).isEqualTo(7);
  }

  @Test
  void anEmptyRangeHasNothing() {
    assertThat(count(State.MISSING, 5, 5)).isZero();
    assertThat(count(State.MISSING, 6, 5)).isZero();
    assertThat(count(State.COVERED, 15, 15)).isZero();
  }
}
