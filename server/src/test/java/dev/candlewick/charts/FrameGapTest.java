package dev.candlewick.charts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.candlewick.market.Grid;
import dev.candlewick.market.Interval;
import dev.candlewick.series.Coverage.Span;
import dev.candlewick.series.Coverage.State;
import java.time.Instant;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Proves that the times without a candle are grouped by what is known of them.
class FrameGapTest {
  private static final FrameRange DAY =
      new FrameRange(Grid.of(Interval.H1), hour(0), Instant.parse("2024-05-02T00:00:00Z"));

  private static Instant hour(int hour) {
    return Instant.parse("2024-05-01T00:00:00Z").plusSeconds(3600L * hour);
  }

  private static BitSet absent(int... hours) {
    BitSet absent = new BitSet();
    IntStream.of(hours).forEach(absent::set);
    return absent;
  }

  @Test
  void timesOfWhichNothingIsKnownAreMissing() {
    assertThat(FrameGap.of(DAY, List.of(), absent(0, 1, 5, 23)))
        .containsExactly(
            new FrameGap(hour(0), hour(2), State.MISSING, 2, null),
            new FrameGap(hour(5), hour(6), State.MISSING, 1, null),
            new FrameGap(hour(23), hour(24), State.MISSING, 1, null));
  }

  @Test
  void eachStateAndReasonIsAGapOfItsOwn() {
    List<Span> spans =
        List.of(
            new Span(hour(-5), hour(1), State.UNAVAILABLE, "older than the venue keeps"),
            new Span(hour(1), hour(4), State.COVERED, null),
            new Span(hour(4), hour(6), State.CONFIRMED_EMPTY, null),
            new Span(hour(6), hour(7), State.FAILED, "timeout"),
            new Span(hour(7), hour(8), State.FAILED, "503"));
    assertThat(FrameGap.of(DAY, spans, absent(0, 4, 5, 6, 7, 8, 9)))
        .containsExactly(
            new FrameGap(hour(0), hour(1), State.UNAVAILABLE, 1, "older than the venue keeps"),
            new FrameGap(hour(4), hour(6), State.CONFIRMED_EMPTY, 2, null),
            new FrameGap(hour(6), hour(7), State.FAILED, 1, "timeout"),
            new FrameGap(hour(7), hour(8), State.FAILED, 1, "503"),
            new FrameGap(hour(8), hour(10), State.MISSING, 2, null));
  }

  @Test
  void aCoveredTimeWithoutACandleIsMissing() {
    List<Span> spans = List.of(new Span(hour(0), hour(9), State.COVERED, "closed a moment ago"));
    assertThat(FrameGap.of(DAY, spans, absent(3)))
        .containsExactly(new FrameGap(hour(3), hour(4), State.MISSING, 1, null));
    assertThat(FrameGap.of(DAY, spans, absent())).isEmpty();
  }
}
