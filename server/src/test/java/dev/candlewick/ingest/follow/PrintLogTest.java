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

  private final PrintLog log = new PrintLog(Truth.SYMBOL, print(10));

  private static Print print(long number) {
    return Truth.print(number, NOW, 0);
  }

  private static List<Print> prints(long from, long to) {
    return LongStream.range(from, to).mapToObj(PrintLogTest::print).toList();
  }

  private boolean receive(long number) {
    return log.add(print(number), NOW);
  }

  private List<Long> storable() {
    return List.copyOf(log.storable(1_000_000).keySet());
  }

  private PrintLog.GapRequest nextRequest() {
    return log.nextRequest(LATER).orElseThrow();
  }

  @Test
  void eachPrintIsNewOnceInAnyOrder() {
    assertThat(receive(10)).isFalse();
    assertThat(receive(9)).isFalse();
    assertThat(receive(12)).isTrue();
    assertThat(receive(12)).isFalse();
    assertThat(receive(11)).isTrue();
    assertThat(receive(11)).isFalse();
    assertThat(storable()).containsExactly(11L, 12L);
    assertThat(log.nextRequest(LATER)).isEmpty();
  }

  @Test
  void aRepeatedPrintIsComparedOnceItsNumberIsStored() {
    Print other = Truth.print(11, NOW.plusSeconds(1), 3);
    receive(11);
    assertThat(log.add(other, NOW)).isFalse();
    assertThat(receive(11)).as("the same").isFalse();
    assertThat(log.repeated()).as("not before the first one is stored").isEmpty();
    log.markStored(log.storable(10));
    assertThat(log.repeated()).containsExactly(other);
    log.markCompared(log.repeated());
    assertThat(log.repeated()).isEmpty();
  }

  @Test
  void aRepeatedPrintBeyondAGapWaitsForTheGap() {
    receive(12);
    log.add(Truth.print(12, NOW.plusSeconds(1), 3), NOW);
    assertThat(storable()).isEmpty();
    assertThat(log.repeated()).isEmpty();
    receive(11);
    log.markStored(log.storable(10));
    assertThat(log.repeated()).hasSize(1);
  }

  @Test
  void twoPrintsOfOneNumberInARecoveredPageAreBothRecorded() {
    receive(12);
    Print other = Truth.print(11, NOW.plusSeconds(1), 3);
    log.applyRecovered(nextRequest().gap(), List.of(print(11), other), LATER);
    log.markStored(log.storable(10));
    assertThat(log.repeated()).containsExactly(other);
  }

  @Test
  void theFirstPrintOpensNoGap() {
    PrintLog fresh = new PrintLog(Truth.SYMBOL, null);
    fresh.advanceTo(99, NOW);
    assertThat(fresh.add(print(100), NOW)).isTrue();
    assertThat(fresh.nextRequest(LATER)).isEmpty();
  }

  @Test
  void nothingIsStoredBeyondAGapUntilItIsClosed() {
    receive(11);
    receive(15);
    assertThat(storable()).containsExactly(11L);
    assertThat(log.nextRequest(NOW)).as("late prints may still arrive").isEmpty();
    PrintLog.GapRequest request = nextRequest();
    assertThat(request.after()).isEqualTo(print(11));
    assertThat(request.gap().from()).isEqualTo(12);
    assertThat(request.gap().to()).isEqualTo(15);
    PrintLog.Recovered found = log.applyRecovered(request.gap(), prints(12, 15), LATER);
    assertThat(found.prints()).hasSize(3);
    assertThat(found.unpublished()).hasSize(3);
    assertThat(found.lost()).isZero();
    assertThat(storable()).containsExactly(11L, 12L, 13L, 14L, 15L);
  }

  @Test
  void aLatePrintThatIsBeingRequestedIsPublishedOnce() {
    receive(14);
    PrintLog.GapRequest request = nextRequest();
    assertThat(receive(12)).isTrue();
    PrintLog.Recovered found = log.applyRecovered(request.gap(), prints(11, 14), LATER);
    assertThat(FollowedMarket.numbers(found.prints())).containsExactly(11L, 13L);
    assertThat(found.lost()).isZero();
  }

  @Test
  void aNumberTheVenueHasReachedIsMissingLikeAnyOther() {
    log.advanceTo(12, NOW);
    log.advanceTo(13, NOW);
    receive(16);
    PrintLog.GapRequest request = nextRequest();
    assertThat(request.gap().from()).isEqualTo(11);
    assertThat(request.gap().to()).isEqualTo(16);
    PrintLog.Recovered found = log.applyRecovered(request.gap(), prints(11, 13), LATER);
    assertThat(found.prints()).hasSize(2);
    assertThat(nextRequest().gap().from()).isEqualTo(13);
    assertThat(nextRequest().after()).isEqualTo(print(12));
  }

  @Test
  void aPrintTheVenueDoesNotHaveIsLostAfterSeveralRequests() {
    receive(15);
    long lost = log.applyRecovered(nextRequest().gap(), List.of(print(11), print(13)), NOW).lost();
    assertThat(lost).isEqualTo(1);
    for (int i = 0; i < 10 && log.nextRequest(LATER).isPresent(); i++) {
      lost += log.applyRecovered(nextRequest().gap(), List.of(), NOW).lost();
    }
    assertThat(lost).isEqualTo(2);
    assertThat(storable()).containsExactly(11L, 13L, 15L);
  }

  @Test
  void aPermanentFailureEndsTheWait() {
    receive(15);
    long lost = 0;
    for (int i = 0; i < 10 && log.nextRequest(LATER).isPresent(); i++) {
      lost += log.recordFailure(nextRequest().gap(), NOW);
    }
    assertThat(lost).isEqualTo(4);
    assertThat(storable()).containsExactly(15L);
  }

  @Test
  void aGapThatIsTooLongIsRecoveredSoFarAndTheRestIsLost() {
    long end = 11 + PrintGap.MAX_RECEIVED + 5000;
    receive(end);
    long lost = 0;
    long recovered = 0;
    while (log.nextRequest(LATER).isPresent()) {
      PrintLog.GapRequest request = nextRequest();
      long from = request.after().number().orElseThrow() + 1;
      PrintLog.Recovered found =
          log.applyRecovered(request.gap(), prints(from, Math.min(end, from + 1000)), NOW);
      recovered += found.prints().size();
      lost += found.lost();
      if (!storable().isEmpty()) log.markStored(log.storable(1_000_000));
    }
    assertThat(recovered).isEqualTo(PrintGap.MAX_RECEIVED);
    assertThat(lost).isEqualTo(5000);
    assertThat(log.waitingCount()).isZero();
  }

  @Test
  void aPrintWithoutRoomIsPublishedAndRecoveredOnlyForTheStore() {
    long beyond = 11 + PrintLog.MAX_WAITING;
    for (long number = 11; number < beyond + 3; number++) assertThat(receive(number)).isTrue();
    assertThat(log.waitingCount()).isEqualTo(PrintLog.MAX_WAITING);
    assertThat(log.nextRequest(LATER)).as("there is no room for more").isEmpty();
    log.markStored(log.storable(1_000_000));
    PrintLog.GapRequest request = nextRequest();
    assertThat(request.after()).isEqualTo(print(beyond - 1));
    PrintLog.Recovered found = log.applyRecovered(request.gap(), prints(beyond, beyond + 3), LATER);
    assertThat(found.unpublished()).isEmpty();
    assertThat(storable()).containsExactly(beyond, beyond + 1, beyond + 2);
  }
}
