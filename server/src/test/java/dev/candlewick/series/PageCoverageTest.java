package dev.candlewick.series;

import static org.assertj.core.api.Assertions.assertThat;

import dev.candlewick.market.Candle;
import dev.candlewick.market.CandleBatch;
import dev.candlewick.market.Grid;
import dev.candlewick.market.Interval;
import dev.candlewick.series.Coverage.Span;
import dev.candlewick.series.Coverage.State;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Proves that a page covers exactly the grid times that have a candle, and that its spans fill the
/// requested range.
class PageCoverageTest {
  private static final Instant START = Instant.parse("2024-01-01T00:00:00Z");
  private static final Grid HOURS = Grid.of(Interval.H1);

  @Test
  void runsAndHolesFollowEachOther() {
    CandleBatch page = page(HOURS, List.of(hour(1), hour(2), hour(5)));
    assertThat(PageCoverage.of(HOURS, hour(0), hour(7), page, State.MISSING, "why"))
        .containsExactly(
            new Span(hour(0), hour(1), State.MISSING, "why"),
            new Span(hour(1), hour(3), State.COVERED, null),
            new Span(hour(3), hour(5), State.MISSING, "why"),
            new Span(hour(5), hour(6), State.COVERED, null),
            new Span(hour(6), hour(7), State.MISSING, "why"));
  }

  @Test
  void anEmptyPageIsOneHole() {
    assertThat(
            PageCoverage.of(
                HOURS, hour(0), hour(7), CandleBatch.empty(), State.CONFIRMED_EMPTY, null))
        .containsExactly(new Span(hour(0), hour(7), State.CONFIRMED_EMPTY, null));
  }

  @Test
  void aFullPageIsOneRun() {
    CandleBatch page = page(HOURS, List.of(hour(0), hour(1), hour(2)));
    assertThat(PageCoverage.of(HOURS, hour(0), hour(3), page, State.MISSING, null))
        .containsExactly(new Span(hour(0), hour(3), State.COVERED, null));
  }

  @ParameterizedTest
  @EnumSource(Interval.class)
  void everyGridTimeIsCoveredExactlyWhenItHasACandle(Interval interval) {
    Grid grid = Grid.of(interval);
    Random random = new Random(6);
    Instant from = grid.floor(START);
    for (int round = 0; round < 30; round++) {
      Instant to = grid.plus(from, 40);
      List<Instant> opens = new ArrayList<>();
      for (Instant at = from; at.isBefore(to); at = grid.next(at)) {
        if (random.nextInt(3) > 0) opens.add(at);
      }
      List<Span> spans =
          PageCoverage.of(grid, from, to, page(grid, opens), State.MISSING, "no candle");
      assertThat(spans.getFirst().from()).isEqualTo(from);
      assertThat(spans.getLast().to()).isEqualTo(to);
      Coverage coverage = new Coverage(spans);
      for (Instant at = from; at.isBefore(to); at = grid.next(at)) {
        assertThat(coverage.spansToFetch(at, grid.next(at)).isEmpty())
            .isEqualTo(opens.contains(at));
      }
    }
  }

  private static CandleBatch page(Grid grid, List<Instant> opens) {
    BigDecimal one = BigDecimal.ONE;
    return CandleBatch.of(
        opens.stream()
            .map(open ->
                new Candle(open, one, one, one, one, one, grid.next(open), 1, null, null, null))
            .toList());
  }

  private static Instant hour(int hour) {
    return HOURS.plus(START, hour);
  }
}
