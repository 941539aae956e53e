package dev.candlewick.series;

import static org.assertj.core.api.Assertions.assertThat;

import dev.candlewick.market.Grid;
import dev.candlewick.market.Interval;
import dev.candlewick.series.Coverage.Span;
import dev.candlewick.series.Coverage.State;
import dev.candlewick.series.CoverageStrip.Part;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Proves the laws of merging a coverage to the resolution of a screen: never more parts than
/// buckets, the worst state wins, the parts cover the stretch exactly, and no count is lost. The
/// expected states come from a list of every grid time.
class CoverageStripTest {
  private static final Grid MINUTES = Grid.of(Interval.M1);
  private static final Instant START = Instant.parse("2024-01-01T00:00:00Z");

  /// From the worst to the best.
  private static final List<State> SEVERITY =
      List.of(State.FAILED, State.MISSING, State.CONFIRMED_EMPTY, State.UNAVAILABLE, State.COVERED);

  private static Instant minute(int number) {
    return MINUTES.plus(START, number);
  }

  private static Span span(int from, int to, State state) {
    return new Span(minute(from), minute(to), state, null);
  }

  private static CoverageStrip strip(int from, int to, int buckets, Span... spans) {
    return CoverageStrip.of(
        new Coverage(List.of(spans)), MINUTES, minute(from), minute(to), buckets);
  }

  private static Part part(int from, int to, State state) {
    return new Part(minute(from), minute(to), state, to - from);
  }

  @Test
  void aStretchWithoutMoreGridTimesThanBucketsIsShownExactly() {
    CoverageStrip strip =
        strip(
            0,
            20,
            20,
            span(2, 10, State.COVERED),
            span(10, 11, State.CONFIRMED_EMPTY),
            span(12, 20, State.COVERED));
    assertThat(strip.parts())
        .containsExactly(
            part(0, 2, State.MISSING),
            part(2, 10, State.COVERED),
            part(10, 11, State.CONFIRMED_EMPTY),
            part(11, 12, State.MISSING),
            part(12, 20, State.COVERED));
  }

  @Test
  void oneWrongMinuteOfAThousandColoursItsBucketAndNoOther() {
    CoverageStrip strip =
        strip(
            0,
            1000,
            10,
            span(0, 350, State.COVERED),
            span(350, 351, State.FAILED),
            span(351, 1000, State.COVERED));
    assertThat(strip.parts())
        .containsExactly(
            part(0, 300, State.COVERED),
            part(300, 400, State.FAILED),
            part(400, 1000, State.COVERED));
    assertThat(strip.count(State.FAILED)).isEqualTo(1);
    assertThat(strip.count(State.COVERED)).isEqualTo(999);
  }

  @Test
  void theWorstStateOfABucketWins() {
    for (int worse = 0; worse < SEVERITY.size(); worse++) {
      for (int better = worse + 1; better < SEVERITY.size(); better++) {
        State expected = SEVERITY.get(worse);
        CoverageStrip first =
            strip(0, 10, 1, span(0, 9, SEVERITY.get(better)), span(9, 10, expected));
        CoverageStrip last =
            strip(0, 10, 1, span(0, 1, expected), span(1, 10, SEVERITY.get(better)));
        assertThat(first.parts()).containsExactly(part(0, 10, expected));
        assertThat(last.parts()).containsExactly(part(0, 10, expected));
      }
    }
  }

  @Test
  void whatWasNeverRequestedIsMissing() {
    assertThat(strip(0, 30, 10).parts()).containsExactly(part(0, 30, State.MISSING));
    assertThat(strip(0, 30, 10, span(40, 50, State.COVERED)).count(State.MISSING)).isEqualTo(30);
  }

  @Test
  void spansOutsideTheStretchDoNotCount() {
    CoverageStrip strip =
        strip(
            10,
            20,
            5,
            span(0, 12, State.COVERED),
            span(12, 18, State.UNAVAILABLE),
            span(18, 90, State.FAILED));
    assertThat(strip.counts())
        .isEqualTo(Map.of(State.COVERED, 2L, State.UNAVAILABLE, 6L, State.FAILED, 2L));
    assertThat(strip.parts())
        .containsExactly(
            part(10, 12, State.COVERED),
            part(12, 18, State.UNAVAILABLE),
            part(18, 20, State.FAILED));
  }

  @Test
  void whatTheVenueNoLongerKeepsIsCounted() {
    CoverageStrip strip =
        CoverageStrip.of(
            Coverage.empty()
                .with(new Span(minute(0), minute(7), State.UNAVAILABLE, Coverage.NOT_KEPT))
                .with(new Span(minute(7), minute(9), State.UNAVAILABLE, Coverage.AFTER_LAST)),
            MINUTES,
            minute(2),
            minute(9),
            3);
    assertThat(strip.notKept()).isEqualTo(5);
    assertThat(strip.count(State.UNAVAILABLE)).isEqualTo(7);
  }

  @Test
  void anEmptyStretchHasNoParts() {
    CoverageStrip strip = strip(5, 5, 10, span(0, 9, State.COVERED));
    assertThat(strip.parts()).isEmpty();
    assertThat(strip.counts()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(
      value = Interval.class,
      names = {"S1", "M1", "H4", "D1", "D3", "W1", "MO1"})
  void anyCoverageIsMergedByTheLaws(Interval interval) {
    SplittableRandom random = new SplittableRandom(11);
    for (int round = 0; round < 300; round++) {
      Grid grid =
          new Grid(interval, Grid.of(interval).floor(START.plus(Duration.ofDays(round % 3))));
      Instant origin = grid.floor(START);
      Coverage coverage = coverage(grid, origin, random);
      int first = random.nextInt(60);
      int size = random.nextInt(1, 200);
      int buckets = random.nextInt(1, 80);
      Instant from = grid.plus(origin, first);
      Instant to = grid.plus(from, size);
      requireLaws(grid, coverage, from, to, buckets);
    }
  }

  private static Coverage coverage(Grid grid, Instant origin, SplittableRandom random) {
    List<Span> spans = new ArrayList<>();
    int at = random.nextInt(40);
    while (at < 240 && random.nextInt(30) > 0) {
      int end = at + 1 + random.nextInt(random.nextInt(1, 40));
      State state = SEVERITY.get(random.nextInt(SEVERITY.size()));
      spans.add(new Span(grid.plus(origin, at), grid.plus(origin, end), state, null));
      at = end + (random.nextBoolean() ? 0 : random.nextInt(9));
    }
    return new Coverage(spans);
  }

  private static void requireLaws(
      Grid grid, Coverage coverage, Instant from, Instant to, int buckets) {
    CoverageStrip strip = CoverageStrip.of(coverage, grid, from, to, buckets);
    List<State> states = states(grid, coverage, from, to);
    List<Part> parts = strip.parts();
    assertThat(parts).hasSizeLessThanOrEqualTo(buckets).isNotEmpty();
    assertThat(parts.getFirst().from()).isEqualTo(from);
    assertThat(parts.getLast().to()).isEqualTo(to);
    for (int i = 1; i < parts.size(); i++) {
      assertThat(parts.get(i).from()).isEqualTo(parts.get(i - 1).to());
      assertThat(parts.get(i).state()).isNotEqualTo(parts.get(i - 1).state());
    }
    Map<State, Long> counts = new EnumMap<>(State.class);
    states.forEach(state -> counts.merge(state, 1L, Long::sum));
    assertThat(strip.counts()).isEqualTo(counts);
    assertThat(parts.stream().mapToLong(Part::candles).sum()).isEqualTo(states.size());
    assertThat(shown(grid, parts)).isEqualTo(expected(states, buckets));
  }

  /// Returns the state of every grid time, looked up one by one.
  private static List<State> states(Grid grid, Coverage coverage, Instant from, Instant to) {
    List<State> states = new ArrayList<>();
    for (Instant at = from; at.isBefore(to); at = grid.next(at)) {
      Instant time = at;
      states.add(
          coverage.spans().stream()
              .filter(span -> !time.isBefore(span.from()) && time.isBefore(span.to()))
              .map(Span::state)
              .findFirst()
              .orElse(State.MISSING));
    }
    return states;
  }

  private static List<State> shown(Grid grid, List<Part> parts) {
    List<State> shown = new ArrayList<>();
    for (Part part : parts) {
      for (Instant at = part.from(); at.isBefore(part.to()); at = grid.next(at)) {
        shown.add(part.state());
      }
    }
    return shown;
  }

  /// Returns the state that is shown at every grid time: the worst one of its bucket.
  private static List<State> expected(List<State> states, int buckets) {
    int count = Math.min(buckets, states.size());
    List<State> expected = new ArrayList<>();
    for (int bucket = 0; bucket < count; bucket++) {
      int start = states.size() * bucket / count;
      int end = states.size() * (bucket + 1) / count;
      List<State> inside = states.subList(start, end);
      State worst = SEVERITY.stream().filter(inside::contains).findFirst().orElseThrow();
      inside.forEach(state -> expected.add(worst));
    }
    return expected;
  }
}
