package dev.candlewick.ingest.follow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.candlewick.market.Print;
import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/// Prints by their numbers: each new once, the lost ones known, and stored in order.
class TapeTest {
  private static final Instant NOW = Instant.parse("2025-03-01T00:00:00Z");
  private static final Instant LATER = NOW.plusSeconds(60);

  private final Tape tape = new Tape(Truth.SYMBOL, print(10));

  private static Print print(long number) {
    return Truth.print(number, NOW, 0);
  }

  private static List<Print> prints(long from, long to) {
    return LongStream.range(from, to).mapToObj(TapeTest::print).toList();
  }

  private boolean hear(long number) {
    return tape.hear(print(number), NOW);
  }

  private List<Long> storable() {
    return List.copyOf(tape.storable(1_000_000).keySet());
  }

  private Tape.Question question() {
    return tape.due(LATER).orElseThrow();
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
    assertThat(tape.due(LATER)).isEmpty();
  }

  @Test
  void whatIsToldAgainIsComparedOnceItsNumberIsStored() {
    Print other = Truth.print(11, NOW.plusSeconds(1), 3);
    hear(11);
    assertThat(tape.hear(other, NOW)).isFalse();
    assertThat(hear(11)).as("the same").isFalse();
    assertThat(tape.repeated()).as("not before the first one is stored").isEmpty();
    tape.stored(tape.storable(10));
    assertThat(tape.repeated()).containsExactly(other);
    tape.compared(tape.repeated());
    assertThat(tape.repeated()).isEmpty();
  }

  @Test
  void whatIsToldAgainBehindAGapWaitsForTheGap() {
    hear(12);
    tape.hear(Truth.print(12, NOW.plusSeconds(1), 3), NOW);
    assertThat(storable()).isEmpty();
    assertThat(tape.repeated()).isEmpty();
    hear(11);
    tape.stored(tape.storable(10));
    assertThat(tape.repeated()).hasSize(1);
  }

  @Test
  void twoPrintsOfOneNumberInARecoveredPageAreBothKept() {
    hear(12);
    Print other = Truth.print(11, NOW.plusSeconds(1), 3);
    tape.found(question().gap(), List.of(print(11), other), LATER);
    tape.stored(tape.storable(10));
    assertThat(tape.repeated()).containsExactly(other);
  }

  @Test
  void theFirstOfAllOpensNoGap() {
    Tape fresh = new Tape(Truth.SYMBOL, null);
    fresh.reached(99, NOW);
    assertThat(fresh.hear(print(100), NOW)).isTrue();
    assertThat(fresh.due(LATER)).isEmpty();
  }

  @Test
  void nothingIsStoredBeyondAGapUntilItIsClosed() {
    hear(11);
    hear(15);
    assertThat(storable()).containsExactly(11L);
    assertThat(tape.due(NOW)).as("what is late may still come").isEmpty();
    Tape.Question asked = question();
    assertThat(asked.after()).isEqualTo(print(11));
    assertThat(asked.gap().from()).isEqualTo(12);
    assertThat(asked.gap().to()).isEqualTo(15);
    Tape.Found found = tape.found(asked.gap(), prints(12, 15), LATER);
    assertThat(found.prints()).hasSize(3);
    assertThat(found.untold()).hasSize(3);
    assertThat(found.lost()).isZero();
    assertThat(storable()).containsExactly(11L, 12L, 13L, 14L, 15L);
  }

  @Test
  void whatComesLateWhileItIsAskedForIsToldOnce() {
    hear(14);
    Tape.Question asked = question();
    assertThat(hear(12)).isTrue();
    Tape.Found found = tape.found(asked.gap(), prints(11, 14), LATER);
    assertThat(KeptMarket.numbers(found.prints())).containsExactly(11L, 13L);
    assertThat(found.lost()).isZero();
  }

  @Test
  void aNumberTheVenueHasReachedIsMissedLikeAnyOther() {
    tape.reached(12, NOW);
    tape.reached(13, NOW);
    hear(16);
    Tape.Question asked = question();
    assertThat(asked.gap().from()).isEqualTo(11);
    assertThat(asked.gap().to()).isEqualTo(16);
    Tape.Found found = tape.found(asked.gap(), prints(11, 13), LATER);
    assertThat(found.prints()).hasSize(2);
    assertThat(question().gap().from()).isEqualTo(13);
    assertThat(question().after()).isEqualTo(print(12));
  }

  @Test
  void whatTheVenueDoesNotHaveIsLostAfterSeveralQuestions() {
    hear(15);
    long lost = tape.found(question().gap(), List.of(print(11), print(13)), NOW).lost();
    assertThat(lost).isEqualTo(1);
    for (int i = 0; i < 10 && tape.due(LATER).isPresent(); i++) {
      lost += tape.found(question().gap(), List.of(), NOW).lost();
    }
    assertThat(lost).isEqualTo(2);
    assertThat(storable()).containsExactly(11L, 13L, 15L);
  }

  @Test
  void aRefusalThatDoesNotPassEndsTheWaiting() {
    hear(15);
    long lost = 0;
    for (int i = 0; i < 10 && tape.due(LATER).isPresent(); i++) {
      lost += tape.refused(question().gap(), NOW);
    }
    assertThat(lost).isEqualTo(4);
    assertThat(storable()).containsExactly(15L);
  }

  @Test
  void aGapThatIsTooLongIsRecoveredSoFarAndTheRestIsLost() {
    long end = 11 + PrintGap.MOST + 5000;
    hear(end);
    long lost = 0;
    long recovered = 0;
    while (tape.due(LATER).isPresent()) {
      Tape.Question asked = question();
      long from = asked.after().number().orElseThrow() + 1;
      Tape.Found found = tape.found(asked.gap(), prints(from, Math.min(end, from + 1000)), NOW);
      recovered += found.prints().size();
      lost += found.lost();
      if (!storable().isEmpty()) tape.stored(tape.storable(1_000_000));
    }
    assertThat(recovered).isEqualTo(PrintGap.MOST);
    assertThat(lost).isEqualTo(5000);
    assertThat(tape.waiting()).isZero();
  }

  @Test
  void whatDoesNotFitIsToldAndRecoveredOnlyForTheStore() {
    long beyond = 11 + Tape.MOST_WAITING;
    for (long number = 11; number < beyond + 3; number++) assertThat(hear(number)).isTrue();
    assertThat(tape.waiting()).isEqualTo(Tape.MOST_WAITING);
    assertThat(tape.due(LATER)).as("nothing more could be kept").isEmpty();
    tape.stored(tape.storable(1_000_000));
    Tape.Question asked = question();
    assertThat(asked.after()).isEqualTo(print(beyond - 1));
    Tape.Found found = tape.found(asked.gap(), prints(beyond, beyond + 3), LATER);
    assertThat(found.untold()).isEmpty();
    assertThat(storable()).containsExactly(beyond, beyond + 1, beyond + 2);
  }
}
