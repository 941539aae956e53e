package dev.candlewick.series;

import static org.assertj.core.api.Assertions.assertThat;

import dev.candlewick.series.Coverage.Span;
import dev.candlewick.series.Coverage.State;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Proves that the tiles of a range leave no time out.
class CoverageTilesTest {
  private static final Instant START = Instant.parse("2024-01-01T00:00:00Z");

  private static Instant hour(int number) {
    return START.plusSeconds(3600L * number);
  }

  private static Span span(int from, int to, State state) {
    return new Span(hour(from), hour(to), state, null);
  }

  @Test
  void timesThatWereNeverRequestedAreMissingTiles() {
    Coverage coverage =
        new Coverage(List.of(span(2, 5, State.COVERED), span(7, 9, State.CONFIRMED_EMPTY)));
    assertThat(coverage.tiles(hour(0), hour(12)))
        .containsExactly(
            span(0, 2, State.MISSING),
            span(2, 5, State.COVERED),
            span(5, 7, State.MISSING),
            span(7, 9, State.CONFIRMED_EMPTY),
            span(9, 12, State.MISSING));
  }

  @Test
  void spansAreCutToTheRange() {
    Coverage coverage = new Coverage(List.of(span(0, 5, State.COVERED), span(5, 9, State.FAILED)));
    assertThat(coverage.tiles(hour(3), hour(6)))
        .containsExactly(span(3, 5, State.COVERED), span(5, 6, State.FAILED));
    assertThat(coverage.tiles(hour(4), hour(4))).isEmpty();
  }

  @Test
  void missingSpansAndTimesNeverRequestedAreOneTile() {
    Coverage coverage = new Coverage(List.of(span(3, 4, State.MISSING)));
    assertThat(coverage.tiles(hour(0), hour(9))).containsExactly(span(0, 9, State.MISSING));
  }
}
