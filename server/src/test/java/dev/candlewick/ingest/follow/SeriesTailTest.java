package dev.candlewick.ingest.follow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.candlewick.market.Candle;
import dev.candlewick.market.CandleBatch;
import dev.candlewick.market.Interval;
import dev.candlewick.market.Series;
import dev.candlewick.market.Symbol;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Proves what the end of a followed series accepts from its feed.
class SeriesTailTest {
  private static final Instant START = Instant.parse("2025-03-01T00:00:00Z");

  private final SeriesTail tail = new SeriesTail(series(1, minute(9)));

  private static Series series(int id, Instant last) {
    return new Series(
        id, "venue", new Symbol("BTC", "USDT"), Interval.M1, null, true, 10, 0, START, last);
  }

  private static Instant minute(int number) {
    return START.plusSeconds(60L * number);
  }

  private static Candle candle(int minute, String close, String volume) {
    BigDecimal price = new BigDecimal(close);
    return new Candle(
        minute(minute),
        price,
        price,
        price,
        price,
        new BigDecimal(volume),
        minute(minute + 1).minusMillis(1),
        1,
        null,
        null,
        null);
  }

  private static List<Instant> opens(List<Candle> candles) {
    return candles.stream().map(Candle::openTime).toList();
  }

  @Test
  void aClosedCandleDoesNotChangeByARunningOne() {
    assertThat(tail.acceptRunning(candle(10, "5", "1"))).isTrue();
    assertThat(tail.acceptClosed(candle(10, "6", "2"))).isTrue();
    assertThat(tail.acceptRunning(candle(10, "7", "3"))).isFalse();
    assertThat(tail.acceptRunning(candle(9, "7", "3"))).isFalse();
    assertThat(tail.acceptRunning(candle(11, "7", "3"))).isTrue();
  }

  @Test
  void aRunningCandleOfTheStoredPartIsRejected() {
    assertThat(tail.acceptRunning(candle(9, "5", "1"))).isFalse();
    assertThat(tail.acceptRunning(candle(8, "5", "1"))).isFalse();
    assertThat(tail.acceptRunning(candle(10, "5", "1"))).isTrue();
  }

  @Test
  void anOlderStateOfTheRunningCandleIsRejected() {
    assertThat(tail.acceptRunning(candle(10, "5", "2"))).isTrue();
    assertThat(tail.acceptRunning(candle(10, "5", "2"))).as("the same").isFalse();
    assertThat(tail.acceptRunning(candle(10, "6", "1"))).as("less volume").isFalse();
    assertThat(tail.acceptRunning(candle(10, "6", "2"))).as("another price").isTrue();
    assertThat(tail.acceptRunning(candle(11, "6", "0"))).as("the next candle").isTrue();
    assertThat(tail.acceptRunning(candle(10, "9", "9"))).as("the one before").isFalse();
  }

  @Test
  void aClosedCandleIsPublishedOnceAndACorrectionOfItIsStored() {
    assertThat(tail.acceptClosed(candle(10, "5", "1"))).isTrue();
    assertThat(tail.acceptClosed(candle(10, "5", "1"))).isFalse();
    assertThat(tail.waiting()).containsExactly(candle(10, "5", "1"));
    assertThat(tail.acceptClosed(candle(10, "6", "1"))).isFalse();
    assertThat(tail.waiting()).containsExactly(candle(10, "6", "1"));
    assertThat(tail.hasReceivedClosed()).isTrue();
  }

  @Test
  void onlyWhatIsStoredUnchangedIsRemovedFromTheWaitingCandles() {
    tail.acceptClosed(candle(10, "5", "1"));
    tail.acceptClosed(candle(11, "5", "1"));
    List<Candle> stored = tail.waiting();
    tail.acceptClosed(candle(11, "6", "1"));
    tail.removeStored(stored);
    assertThat(tail.waiting()).containsExactly(candle(11, "6", "1"));
    tail.discardBefore(minute(11));
    assertThat(tail.waiting()).hasSize(1);
    tail.discardBefore(minute(12));
    assertThat(tail.waiting()).isEmpty();
  }

  @Test
  void moreWaitingCandlesThanItHoldsAreFetchedAgain() {
    for (int i = 10; i < 74; i++) tail.acceptClosed(candle(i, "5", "1"));
    assertThat(tail.waiting()).hasSize(64);
    assertThat(tail.behind()).isFalse();
    tail.acceptClosed(candle(74, "5", "1"));
    assertThat(tail.behind()).isTrue();
    assertThat(opens(tail.waiting())).containsExactly(minute(74));
  }

  @Test
  void theRangeToFetchReachesTheWaitingCandles() {
    assertThat(tail.fetchEnd(minute(10))).isEqualTo(minute(10));
    tail.acceptClosed(candle(12, "5", "1"));
    assertThat(tail.fetchEnd(minute(10))).isEqualTo(minute(13));
    assertThat(tail.fetchEnd(minute(20))).isEqualTo(minute(20));
  }

  @Test
  void storedCandlesThatTheFeedLeftOutArePublishedOnceInOrder() {
    tail.acceptClosed(candle(12, "5", "1"));
    assertThat(tail.unpublishedFrom(minute(13))).isEqualTo(minute(10));
    CandleBatch stored =
        CandleBatch.of(
            List.of(
                candle(10, "5", "1"),
                candle(11, "5", "1"),
                candle(12, "5", "1"),
                candle(13, "5", "1")));
    assertThat(opens(tail.takeUnpublished(stored)))
        .containsExactly(minute(10), minute(11), minute(13));
    assertThat(tail.takeUnpublished(stored)).isEmpty();
    assertThat(tail.acceptClosed(candle(13, "5", "1"))).isFalse();
    assertThat(tail.acceptRunning(candle(13, "9", "9"))).isFalse();
  }

  @Test
  void aCandleThatCannotBeTrueIsInvalid() {
    assertThat(tail.isValid(candle(10, "5", "1"))).isTrue();
    assertThat(tail.isValid(candle(10, "-5", "1"))).isFalse();
  }

  @Test
  void itBelongsToItsSeriesOnly() {
    assertThat(tail.seriesId()).isEqualTo(1);
    assertThat(tail.belongsTo(series(1, minute(20)))).isTrue();
    assertThat(tail.belongsTo(series(2, minute(9)))).isFalse();
  }

  @Test
  void itIsQueuedOnceUntilItIsTaken() {
    assertThat(tail.setQueued(true)).isTrue();
    assertThat(tail.setQueued(true)).isFalse();
    assertThat(tail.setQueued(false)).isTrue();
    assertThat(tail.setQueued(true)).isTrue();
  }
}
