package dev.candlewick.charts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.candlewick.market.Grid;
import dev.candlewick.market.Interval;
import dev.candlewick.market.Series;
import dev.candlewick.market.Symbol;
import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Proves which grid times a request means.
class FrameRangeTest {
  private static final Instant NOW = Instant.parse("2024-05-15T10:20:30Z");

  private static Series series(Interval interval, @Nullable String first, @Nullable String last) {
    return new Series(
        1,
        "binance",
        new Symbol("BTC", "USDT"),
        interval,
        null,
        false,
        1,
        0,
        first == null ? null : Instant.parse(first),
        last == null ? null : Instant.parse(last));
  }

  private static FrameRange hours(@Nullable String from, @Nullable String to) {
    return FrameRange.of(
        series(Interval.H1, "2024-05-01T00:00:00Z", "2024-05-10T05:00:00Z"),
        NOW,
        from == null ? null : Instant.parse(from),
        to == null ? null : Instant.parse(to));
  }

  private static String shown(FrameRange range) {
    return range.from() + " " + range.to() + " " + range.count();
  }

  @Test
  void anEndThatIsNotStatedIsThatOfTheNewestCandle() {
    assertThat(shown(hours("2024-05-10T00:00:00Z", null)))
        .isEqualTo("2024-05-10T00:00:00Z 2024-05-10T06:00:00Z 6");
    assertThat(shown(hours(null, null).newest(3)))
        .isEqualTo("2024-05-10T03:00:00Z 2024-05-10T06:00:00Z 3");
  }

  @Test
  void theStartIsInclusiveAndTheEndExclusiveAndBothAreOnTheGrid() {
    assertThat(shown(hours("2024-05-10T00:00:00Z", "2024-05-10T02:00:00Z")))
        .isEqualTo("2024-05-10T00:00:00Z 2024-05-10T02:00:00Z 2");
    assertThat(shown(hours("2024-05-10T00:00:01Z", "2024-05-10T02:00:01Z")))
        .isEqualTo("2024-05-10T01:00:00Z 2024-05-10T03:00:00Z 2");
  }

  @Test
  void aRangeIsCutAtEitherSide() {
    FrameRange range = hours("2024-05-10T00:00:00Z", null);
    assertThat(shown(range.oldest(2))).isEqualTo("2024-05-10T00:00:00Z 2024-05-10T02:00:00Z 2");
    assertThat(shown(range.newest(2))).isEqualTo("2024-05-10T04:00:00Z 2024-05-10T06:00:00Z 2");
    assertThat(range.oldest(6)).isEqualTo(range);
    assertThat(range.newest(6)).isEqualTo(range);
  }

  @Test
  void timesAtWhichNoCandleCanHaveClosedAreLeftOut() {
    assertThat(shown(hours("2024-05-15T08:00:00Z", "2030-01-01T00:00:00Z")))
        .isEqualTo("2024-05-15T08:00:00Z 2024-05-15T10:00:00Z 2");
    Series ahead = series(Interval.H1, "2024-05-01T00:00:00Z", "2024-05-15T12:00:00Z");
    Instant from = Instant.parse("2024-05-15T08:00:00Z");
    assertThat(shown(FrameRange.of(ahead, NOW, from, Instant.parse("2030-01-01T00:00:00Z"))))
        .isEqualTo("2024-05-15T08:00:00Z 2024-05-15T13:00:00Z 5");
  }

  @Test
  void timesBeforeTheFirstThatCanBeStoredAreLeftOut() {
    assertThat(hours("0001-01-01T00:00:00Z", "2009-01-01T02:00:00Z").count()).isEqualTo(2);
    assertThat(hours(null, null).from()).isEqualTo(Instant.parse("2009-01-01T00:00:00Z"));
  }

  @Test
  void aRangeThatEndsBeforeItStartsIsEmpty() {
    assertThat(shown(hours("2024-05-12T00:00:00Z", null)))
        .isEqualTo("2024-05-12T00:00:00Z 2024-05-12T00:00:00Z 0");
    assertThat(hours("9999-01-01T00:00:00Z", "9999-02-01T00:00:00Z").count()).isZero();
    assertThat(hours("0001-01-01T00:00:00Z", "0001-02-01T00:00:00Z").count()).isZero();
    assertThat(hours("2024-05-12T00:00:00Z", null).openMicros()).isEmpty();
  }

  @Test
  void monthsAndWeeksAreThoseOfTheCalendar() {
    Series months = series(Interval.MO1, "2023-11-01T00:00:00Z", "2024-03-01T00:00:00Z");
    FrameRange range = FrameRange.of(months, NOW, Instant.parse("2023-11-15T00:00:00Z"), null);
    assertThat(Arrays.stream(range.openMicros()).mapToObj(Grid::instant).map(Instant::toString))
        .containsExactly(
            "2023-12-01T00:00:00Z",
            "2024-01-01T00:00:00Z",
            "2024-02-01T00:00:00Z",
            "2024-03-01T00:00:00Z");
    assertThat(range.newest(2).from()).isEqualTo(Instant.parse("2024-02-01T00:00:00Z"));
    Series weeks = series(Interval.W1, "2024-01-01T00:00:00Z", "2024-04-29T00:00:00Z");
    FrameRange weekly = FrameRange.of(weeks, NOW, Instant.parse("2024-04-17T00:00:00Z"), null);
    assertThat(Arrays.stream(weekly.openMicros()).mapToObj(Grid::instant).map(Instant::toString))
        .containsExactly("2024-04-22T00:00:00Z", "2024-04-29T00:00:00Z");
  }

  @Test
  void aSeriesWithoutCandlesHasNoTimes() {
    assertThat(FrameRange.of(series(Interval.D1, null, null), NOW, null, null).count()).isZero();
  }
}
