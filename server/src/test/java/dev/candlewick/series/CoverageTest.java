package dev.candlewick.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.candlewick.series.Coverage.Span;
import dev.candlewick.series.Coverage.State;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Proves coverage against a model with a state for every minute.
class CoverageTest {
  private static final Instant START = Instant.parse("2024-01-01T00:00:00Z");
  private static final int MINUTES = 200;
  private static final List<State> STATES = List.of(State.values());

  private final Random random = new Random(5);

  @Test
  void eachMinuteHasTheStateOfTheLastSpanThatCoversIt() {
    for (int round = 0; round < 300; round++) {
      @Nullable State[] model = new State[MINUTES];
      Coverage coverage = Coverage.empty();
      for (int step = 0; step < 25; step++) {
        int from = random.nextInt(MINUTES - 1);
        int to = from + 1 + random.nextInt(Math.min(60, MINUTES - from - 1) + 1);
        State state = STATES.get(random.nextInt(STATES.size()));
        Arrays.fill(model, from, Math.min(to, MINUTES), state);
        coverage = coverage.with(span(from, Math.min(to, MINUTES), state));
        assertThat(minutes(coverage.spans())).isEqualTo(model);
        joined(coverage.spans());
        opens(coverage, model);
      }
    }
  }

  @Test
  void writingTheSameTwiceChangesNothing() {
    Coverage once = Coverage.empty().with(span(3, 9, State.COVERED));
    assertThat(once.with(span(3, 9, State.COVERED))).isEqualTo(once);
    assertThat(once.with(span(5, 7, State.COVERED))).isEqualTo(once);
  }

  @Test
  void neighboursJoinUnlessTheirReasonsDiffer() {
    Coverage joined = Coverage.empty().with(span(0, 5, State.FAILED));
    assertThat(joined.with(span(5, 9, State.FAILED)).spans()).hasSize(1);
    Span other = new Span(minute(5), minute(9), State.FAILED, "another reason");
    assertThat(joined.with(other).spans()).hasSize(2);
  }

  @Test
  void anEmptyOrOverlappingSpanIsRefused() {
    assertThatThrownBy(() -> span(5, 5, State.COVERED))
        .isInstanceOf(IllegalArgumentException.class);
    List<Span> overlapping = List.of(span(0, 5, State.COVERED), span(4, 6, State.MISSING));
    assertThatThrownBy(() -> new Coverage(overlapping))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void anUnavailableRangeBeforeTheFirstCandleIsNotRequestedAgain() {
    Coverage coverage =
        Coverage.empty().with(span(0, 10, State.UNAVAILABLE)).with(span(10, 20, State.COVERED));
    assertThat(coverage.spansToFetch(minute(0), minute(20))).isEmpty();
    Coverage after = coverage.with(span(20, 30, State.UNAVAILABLE));
    assertThat(after.spansToFetch(minute(0), minute(30)))
        .containsExactly(span(20, 30, State.UNAVAILABLE));
  }

  @Test
  void anUnavailableRangeBetweenCandlesIsAGapToRequest() {
    Coverage coverage =
        Coverage.empty()
            .with(span(0, 10, State.COVERED))
            .with(new Span(minute(10), minute(15), State.UNAVAILABLE, Coverage.AFTER_LAST))
            .with(span(15, 20, State.COVERED));
    assertThat(coverage.spansToFetch(minute(0), minute(20)))
        .containsExactly(new Span(minute(10), minute(15), State.UNAVAILABLE, Coverage.AFTER_LAST));
  }

  @Test
  void aRangeTheVenueNoLongerStoresIsNeverRequestedAgain() {
    Coverage coverage =
        Coverage.empty()
            .with(span(0, 10, State.COVERED))
            .with(new Span(minute(10), minute(15), State.UNAVAILABLE, Coverage.NOT_KEPT))
            .with(span(15, 20, State.COVERED));
    assertThat(coverage.spansToFetch(minute(0), minute(20))).isEmpty();
  }

  @Test
  void aCandleThatHasJustClosedIsCoveredAndNotSettled() {
    Span fresh = new Span(minute(5), minute(10), State.COVERED, Coverage.JUST_CLOSED);
    Coverage coverage = Coverage.empty().with(span(0, 5, State.COVERED)).with(fresh);
    assertThat(coverage.spansToFetch(minute(0), minute(10))).isEmpty();
    assertThat(coverage.unsettled(minute(0), minute(20))).containsExactly(fresh);
    assertThat(coverage.unsettled(minute(0), minute(7)))
        .containsExactly(new Span(minute(5), minute(7), State.COVERED, Coverage.JUST_CLOSED));
    assertThat(coverage.unsettled(minute(7), minute(6))).isEmpty();
    assertThat(coverage.with(span(5, 10, State.COVERED)).spans())
        .containsExactly(span(0, 10, State.COVERED));
  }

  private void opens(Coverage coverage, @Nullable State[] model) {
    int from = random.nextInt(MINUTES - 1);
    int to = from + 1 + random.nextInt(MINUTES - from - 1);
    List<Span> open = coverage.spansToFetch(minute(from), minute(to));
    boolean[] requested = new boolean[MINUTES];
    for (Span span : open) {
      assertThat(span.from()).isAfterOrEqualTo(minute(from));
      assertThat(span.to()).isBeforeOrEqualTo(minute(to));
      Arrays.fill(requested, index(span.from()), index(span.to()), true);
    }
    for (int i = from; i < to; i++)
      assertThat(requested[i]).as("minute %d", i).isEqualTo(due(model, i));
    for (int i = 1; i < open.size(); i++) {
      assertThat(open.get(i).from()).isAfterOrEqualTo(open.get(i - 1).to());
    }
  }

  private static boolean due(@Nullable State[] model, int minute) {
    State state = model[minute];
    if (state == State.COVERED || state == State.CONFIRMED_EMPTY) return false;
    if (state != State.UNAVAILABLE) return true;
    List<@Nullable State> all = Arrays.asList(model);
    return !all.subList(minute, MINUTES).contains(State.COVERED)
        || all.subList(0, minute).contains(State.COVERED);
  }

  private static void joined(List<Span> spans) {
    for (int i = 1; i < spans.size(); i++) {
      boolean touching = spans.get(i).from().equals(spans.get(i - 1).to());
      assertThat(touching && spans.get(i).state() == spans.get(i - 1).state()).isFalse();
    }
  }

  private static @Nullable State[] minutes(List<Span> spans) {
    @Nullable State[] minutes = new State[MINUTES];
    for (Span span : new ArrayList<>(spans)) {
      Arrays.fill(minutes, index(span.from()), index(span.to()), span.state());
    }
    return minutes;
  }

  private static Span span(int from, int to, State state) {
    return new Span(minute(from), minute(to), state, null);
  }

  private static Instant minute(int minute) {
    return START.plus(Duration.ofMinutes(minute));
  }

  private static int index(Instant time) {
    return (int) Duration.between(START, time).toMinutes();
  }
}
