package dev.candlewick.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.candlewick.market.Interval;
import dev.candlewick.market.Symbol;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/// Proves what a new subscriber and a returning one receive of a topic.
class TopicLogTest {
  private static final Symbol BITCOIN = new Symbol("BTC", "USDT");
  private static final Topic PRINTS = new Topic.Prints("venue", BITCOIN);
  private static final Topic CANDLES = new Topic.Candles("venue", BITCOIN, Interval.M1);

  private final TopicLog log = new TopicLog();

  private void add(Topic topic, boolean lasting, long... sequences) {
    for (long sequence : sequences) {
      log.add(
          new Update(
              sequence, new TopicEvent(topic, sequence, lasting), (of, value) -> value.toString()));
    }
  }

  private static List<Long> sequences(List<Update> updates) {
    return updates.stream().map(Update::sequence).toList();
  }

  private static long[] range(long from, long to) {
    return LongStream.rangeClosed(from, to).toArray();
  }

  @Test
  void anEmptyLogHasNothingAndReachesEverySequence() {
    assertThat(log.snapshot(PRINTS)).isEmpty();
    assertThat(log.since(0)).isEmpty();
    assertThat(log.reaches(0)).isTrue();
  }

  @Test
  void aResumedSubscriberReceivesEveryUpdateAfterItsCursorAndNotTheOneAtIt() {
    add(PRINTS, true, range(1, 10));
    assertThat(sequences(log.since(7))).containsExactly(8L, 9L, 10L);
    assertThat(sequences(log.since(10))).isEmpty();
    assertThat(sequences(log.since(0))).hasSize(10);
  }

  @Test
  void aCursorIsReachedAsLongAsNoUpdateAfterItIsEvicted() {
    add(PRINTS, true, range(1, 500));
    assertThat(log.reaches(0)).isTrue();
    add(PRINTS, true, 501);
    assertThat(log.reaches(0)).isFalse();
    assertThat(log.reaches(1)).isTrue();
    assertThat(sequences(log.since(1))).hasSize(500).startsWith(2L).endsWith(501L);
    add(PRINTS, true, range(502, 600));
    assertThat(log.reaches(99)).isFalse();
    assertThat(log.reaches(100)).isTrue();
    assertThat(sequences(log.since(100))).hasSize(500);
  }

  @Test
  void aSnapshotOfPrintsHasTheNewestFifty() {
    add(PRINTS, true, range(1, 49));
    assertThat(log.snapshot(PRINTS)).hasSize(49);
    add(PRINTS, true, range(50, 120));
    assertThat(sequences(log.snapshot(PRINTS))).hasSize(50).startsWith(71L).endsWith(120L);
  }

  @Test
  void aSnapshotOfCandlesHasTheLastClosedAndTheRunningOne() {
    add(CANDLES, true, 1, 2);
    add(CANDLES, false, 3, 4);
    assertThat(sequences(log.snapshot(CANDLES))).containsExactly(2L, 4L);
    assertThat(sequences(log.since(1))).containsExactly(2L, 4L);
    assertThat(sequences(log.since(3))).containsExactly(4L);
    assertThat(sequences(log.since(4))).isEmpty();
  }

  /// The running candle has become the closed one; repeated after it, it would be older.
  @Test
  void aClosedCandleReplacesTheRunningOne() {
    add(CANDLES, false, 1);
    add(CANDLES, true, 2);
    assertThat(sequences(log.snapshot(CANDLES))).containsExactly(2L);
    assertThat(sequences(log.since(0))).containsExactly(2L);
    add(CANDLES, false, 3);
    assertThat(sequences(log.snapshot(CANDLES))).containsExactly(2L, 3L);
  }
}
