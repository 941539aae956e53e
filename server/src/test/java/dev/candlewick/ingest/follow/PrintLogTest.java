package dev.candlewick.ingest.follow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.candlewick.market.Print;
import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/// Proves that each print is new once by its number, that missing ones are detected, and that
/// prints are stored in order.
class PrintLogTest {
  private static final Instant NOW = Instant.parse("2025-03-01T00:00:00Z");
  private static final Instant LATER = NOW.plusSeconds(60);

  private final PrintLog tape = new PrintLog(Truth.SYMBOL, print(10));

  private static Print print(long number) {
    return Truth.print(number, NOW, 0);
  }

  private static List<Print> prints(long from, long to) {
    return LongStream.range(from, to).mapToObj(PrintLogTest::print).toList();
  }

  private boolean hear(long number) {
    return tape.add(print(number), NOW);
  }

  private List<Long> storable() {
    return List.copyOf(tape.storable(1_000_000).keySet());
  }

  private PrintLog.GapRequest question() {
    return tape.nextRequest(LATER).orElseThrow();
  }

  @Test
  void eachIsNewOnceWhateverTheOrder() {
    assertThat(hear(10)).isFalse();
    assertThat(hear(9)).isFalse();
    assertThat(hear(12)).isTrue();
    assertThat(hear(12)).isFalse();
    assertThat(hear(11)).isTrue();
    assertThat(hear(11)).isFalse();
    assertThat(storable()).containsExactly(11L, 12L);
    assertThat(tape.nextRequest(LATER)).isEmpty();
  }

  @Test
  void whatIsToldAgainIsComparedOnceItsNumberIsStored() {
    Print other = Truth.print(11, NOW.plusSeconds(1), 3);
    hear(11);
    assertThat(tape.add(other, NOW)).isFalse();
    assertThat(hear(11)).as("the same").isFalse();
    assertThat(tape.repeated()).as("not before the first one is stored").isEmpty();
    tape.markStored(tape.storable(10));
    assertThat(tape.repeated()).containsExactly(other);
    tape.markCompared(tape.repeated());
    assertThat(tape.repeated()).isEmpty();
  }

  @Test
  void whatIsToldAgainBehindAGapWaitsForTheGap() {
    hear(12);
    tape.add(Truth.print(12, NOW.plusSeconds(1), 3), NOW);
    assertThat(storable()).isEmpty();
    assertThat(tape.repeated()).isEmpty();
    hear(11);
    tape.markStored(tape.storable(10));
    assertThat(tape.repeated()).hasSize(1);
  }

  @Test
  void twoPrintsOfOneNumberInARecoveredPageAreBothKept() {
    hear(12);
    Print other = Truth.print(11, NOW.plusSeconds(1), 3);
    tape.applyRecovered(question().gap(), List.of(print(11), other), LATER);
    tape.markStored(tape.storable(10));
    assertThat(tape.repeated()).containsExactly(other);
  }

  @Test
  void theFirstOfAllOpensNoGap() {
    PrintLog fresh = new PrintLog(Truth.SYMBOL, null);
    fresh.advanceTo(99, NOW);
    assertThat(fresh.add(print(100), NOW)).isTrue();
    assertThat(fresh.nextRequest(LATER)).isEmpty();
  }

  @Test
  void nothingIsStoredBeyondAGapUntilItIsClosed() {
    hear(11);
    hear(15);
    assertThat(storable()).containsExactly(11L);
    assertThat(tape.nextRequest(NOW)).as("late prints may still arrive").isEmpty();
    PrintLog.GapRequest asked = question();
    assertThat(asked.after()).isEqualTo(print(11));
    assertThat(asked.gap().from()).isEqualTo(12);
    assertThat(asked.gap().to()).isEqualTo(15);
    PrintLog.Recovered found = tape.applyRecovered(asked.gap(), prints(12, 15), LATER);
    assertThat(found.prints()).hasSize(3);
    assertThat(found.unpublished()).hasSize(3);
    assertThat(found.lost()).isZero();
    assertThat(storable()).containsExactly(11L, 12L, 13L, 14L, 15L);
  }

  @Test
  void whatComesLateWhileItIsAskedForIsToldOnce() {
    hear(14);
    PrintLog.GapRequest asked = question();
    assertThat(hear(12)).isTrue();
    PrintLog.Recovered found = tape.applyRecovered(asked.gap(), prints(11, 14), LATER);
    assertThat(FollowedMarket.numbers(found.prints())).containsExactly(11L, 13L);
    assertThat(found.lost()).isZero();
  }

  @Test
  void aNumberTheVenueHasReachedIsMissedLikeAnyOther() {
    tape.advanceTo(12, NOW);
    tape.advanceTo(13, NOW);
    hear(16);
    PrintLog.GapRequest asked = question();
    assertThat(asked.gap().from()).isEqualTo(11);
    assertThat(asked.gap().to()).isEqualTo(16);
    PrintLog.Recovered found = tape.applyRecovered(asked.gap(), prints(11, 13), LATER);
    assertThat(found.prints()).hasSize(2);
    assertThat(question().gap().from()).isEqualTo(13);
    assertThat(question().after()).isEqualTo(print(12));
  }

  @Test
  void whatTheVenueDoesNotHaveIsLostAfterSeveralQuestions() {
    hear(15);
    long lost = tape.applyRecovered(question().gap(), List.of(print(11), print(13)), NOW).lost();
    assertThat(lost).isEqualTo(1);
    for (int i = 0; i < 10 && tape.nextRequest(LATER).isPresent(); i++) {
      lost += tape.applyRecovered(question().gap(), List.of(), NOW).lost();
    }
    assertThat(lost).isEqualTo(2);
    assertThat(storable()).containsExactly(11L, 13L, 15L);
  }

  @Test
  void aRefusalThatDoesNotPassEndsTheWaiting() {
    hear(15);
    long lost = 0;
    for (int i = 0; i < 10 && tape.nextRequest(LATER).isPresent(); i++) {
      lost += tape.recordFailure(question().gap(), NOW);
    }
    assertThat(lost).isEqualTo(4);
    assertThat(storable()).containsExactly(15L);
  }

  @Test
  void aGapThatIsTooLongIsRecoveredSoFarAndTheRestIsLost() {
    long end = 11 + PrintGap.MAX_RECEIVED + 5000;
    hear(end);
    long lost = 0;
    long recovered = 0;
    while (tape.nextRequest(LATER).isPresent()) {
      PrintLog.GapRequest asked = question();
      long from = asked.after().number().orElseThrow() + 1;
      PrintLog.Recovered found =
          tape.applyRecovered(asked.gap(), prints(from, Math.min(end, from + 1000)), NOW);
      recovered += found.prints().size();
      lost += found.lost();
      if (!storable().isEmpty()) tape.markStored(tape.storable(1_000_000));
    }
    assertThat(recovered).isEqualTo(PrintGap.MAX_RECEIVED);
    assertThat(lost).isEqualTo(5000);
    assertThat(tape.waitingCount()).isZero();
  }

  @Test
  void whatDoesNotFitIsToldAndRecoveredOnlyForTheStore() {
    long beyond = 11 + PrintLog.MAX_WAITING;
    for (long number = 11; number < beyond + 3; number++) assertThat(hear(number)).isTrue();
    assertThat(tape.waitingCount()).isEqualTo(PrintLog.MAX_WAITING);
    assertThat(tape.nextRequest(LATER)).as("there is no room for more").isEmpty();
    tape.markStored(tape.storable(1_000_000));
    PrintLog.GapRequest asked = question();
    assertThat(asked.after()).isEqualTo(print(beyond - 1));
    PrintLog.Recovered found = tape.applyRecovered(asked.gap(), prints(beyond, beyond + 3), LATER);
    assertThat(found.unpublished()).isEmpty();
    assertThat(storable()).containsExactly(beyond, beyond + 1, beyond + 2);
  }
}
