package dev.candlewick.series;

import static org.assertj.core.api.Assertions.assertThat;

import dev.candlewick.market.Interval;
import dev.candlewick.market.Series;
import dev.candlewick.market.Symbol;
import dev.candlewick.series.Backfill.Counts;
import dev.candlewick.series.Backfill.GapCounts;
import dev.candlewick.series.Backfill.Progress;
import dev.candlewick.series.Backfill.State;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Proves the sums of a job's counts.
class BackfillTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final Counts ONE =
      new Counts(1, 10, 100, 1000, 10_000, 100_000, new GapCounts(1, 20, 300, 4000));
  private static final Counts TWO =
      new Counts(2, 20, 200, 2000, 20_000, 200_000, new GapCounts(5, 60, 700, 8000));

  private static Progress progress(Counts counts) {
    Series series =
        new Series(
            1, "venue", new Symbol("BTC", "USDT"), Interval.H1, null, false, 0, 0, null, null);
    return new Progress(series, NOW, State.RUNNING, counts, null);
  }

  private static Counts counts(Progress... progress) {
    return new Backfill(
            1,
            new Backfill.Request("venue", NOW, NOW, false),
            State.RUNNING,
            false,
            null,
            NOW,
            null,
            null,
            List.of(progress))
        .counts();
  }

  @Test
  void theCountsOfAJobAreTheSumsOverItsSeries() {
    assertThat(counts(progress(ONE), progress(TWO)))
        .isEqualTo(
            new Counts(3, 30, 300, 3000, 30_000, 300_000, new GapCounts(6, 80, 1000, 12_000)));
    assertThat(counts(progress(ONE))).isEqualTo(ONE);
    assertThat(counts()).isEqualTo(Counts.none());
  }

  @Test
  void theGapsOfAJobAreUnknownWhileThoseOfASeriesAre() {
    Counts unknown = new Counts(1, 1, 1, 1, 1, 1, null);
    assertThat(counts(progress(ONE), progress(unknown)).gaps()).isNull();
    assertThat(counts(progress(unknown), progress(ONE)).gaps()).isNull();
  }

  @Test
  void theOutcomeOfARangeIsItsCandlesAndItsGaps() {
    assertThat(new Backfill.Outcome(50_000, new GapCounts(1, 20, 300, 4000)).total())
        .isEqualTo(54_321);
  }

  @ParameterizedTest
  @EnumSource(State.class)
  void aJobIsFinishedUnlessItIsQueuedOrRunning(State state) {
    assertThat(state.isFinished()).isEqualTo(state != State.QUEUED && state != State.RUNNING);
  }

  @Test
  void statesAreWrittenInLowerCase() {
    assertThat(State.DONE).hasToString("done");
    assertThat(Coverage.State.CONFIRMED_EMPTY).hasToString("confirmed_empty");
    assertThat(Frequency.WEEKLY).hasToString("weekly");
  }
}
