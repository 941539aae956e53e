package dev.candlewick.provider.binance;

import static dev.candlewick.testing.RecordingListener.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.candlewick.market.Candle;
import dev.candlewick.market.Interval;
import dev.candlewick.market.Print;
import dev.candlewick.market.Symbol;
import dev.candlewick.provider.FeedTopic;
import dev.candlewick.provider.feed.FeedLimits;
import dev.candlewick.provider.feed.FeedRig;
import dev.candlewick.testing.FeedRecording;
import dev.candlewick.testing.FeedResponses;
import dev.candlewick.testing.FeedSession;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Proves that a disturbed session publishes nothing that the undisturbed one does not, and misses
/// only what did not arrive.
class FeedSessionTest {
  private static final Symbol XRP = new Symbol("XRP", "ETH");
  private static final Duration LONG = Duration.ofSeconds(90);
  private static final String LAST = "{\"stream\":\"the end\",\"data\":{}}";

  private final FeedRig rig = rig(LONG);
  private final FeedSession session = session();

  private static FeedRig rig(Duration life) {
    FeedLimits limits = FeedRig.limits(life, LONG, LONG, LONG);
    return new FeedRig(BinanceProtocol::new, limits, FeedResponses::binance);
  }

  @AfterEach
  void close() {
    rig.close();
  }

  /// Generated, so that the property needs no recorded data.
  private static FeedSession session() {
    Random random = new Random(5);
    Instant start = Instant.parse("2025-03-05T12:00:00Z");
    List<Print> prints = new ArrayList<>();
    long millis = 0;
    for (int i = 0; i < 3000; i++) {
      millis += random.nextInt(8000);
      prints.add(
          new Print(
              XRP,
              BigDecimal.valueOf(140_000 + random.nextInt(2000), 8),
              BigDecimal.valueOf(1 + random.nextInt(100_000), 2),
              start.plusMillis(millis),
              random.nextBoolean() ? Print.Side.BUY : Print.Side.SELL,
              Integer.toString(1000 + i)));
    }
    return FeedSession.of(prints.stream());
  }

  private static void begin(FeedRig rig) {
    rig.want(new FeedTopic.Prints(XRP), new FeedTopic.Candles(XRP, Interval.M1));
  }

  private void play(FeedRecording recording) {
    begin(rig);
    recording.lines().forEach(rig.venue::send);
    rig.venue.send(LAST);
    await("the end", () -> rig.feed.health().unknown() == 1);
  }

  @Test
  void anUndisturbedSessionDeliversEverythingInOrder() {
    play(session.recording());
    assertThat(rig.listener.prints()).isEqualTo(session.prints());
    assertThat(rig.listener.closed()).isEqualTo(session.candles());
    assertThat(rig.listener.candles()).hasSize(session.prints().size() + session.candles().size());
  }

  @Test
  void theRecordedTradesMakeTheExpectedCandles() {
    FeedSession recorded = FeedSession.recorded();
    play(recorded.recording());
    assertThat(rig.listener.prints()).isEqualTo(recorded.prints()).hasSize(12_477);
    List<String> received =
        rig.listener.closed().stream()
            .map(c -> row(c.openTime(), c.open(), c.high(), c.low(), c.close(), c.volume()))
            .toList();
    List<String> expected =
        FeedSession.lines("trades/XRP_ETH-1m.expected.csv.gz")
            .skip(1)
            .map(line -> line.split(",", -1))
            .filter(row -> new BigDecimal(row[5]).signum() > 0)
            .map(row -> {
              BigDecimal[] n = new BigDecimal[row.length];
              for (int i = 1; i < row.length; i++) n[i] = new BigDecimal(row[i]);
              return row(
                  Instant.ofEpochMilli(Long.parseLong(row[0])), n[1], n[2], n[3], n[4], n[5]);
            })
            .toList();
    assertThat(received).isEqualTo(expected).hasSize(2469);
  }

  private static String row(Instant open, BigDecimal... figures) {
    StringBuilder row = new StringBuilder(open.toString());
    for (BigDecimal figure : figures) {
      row.append(' ').append(figure.stripTrailingZeros().toPlainString());
    }
    return row.toString();
  }

  @Test
  void repeatedAndReorderedMessagesAreDeliveredAsTheyArrive() {
    Random random = new Random(7);
    play(session.recording().repeating(0.2, random).swapping(0.2, random));
    assertThat(new HashSet<>(rig.listener.prints())).isEqualTo(new HashSet<>(session.prints()));
    assertThat(new HashSet<>(rig.listener.closed())).isEqualTo(new HashSet<>(session.candles()));
    assertThat(rig.venue.attempts()).isEqualTo(1);
  }

  @Test
  void onlyDroppedMessagesAreMissing() {
    FeedRecording left = session.recording().dropping(0.1, new Random(9));
    play(left);
    long prints = left.lines().stream().filter(line -> line.contains("aggTrade")).count();
    long closed = left.lines().stream().filter(line -> line.contains("\"x\":true")).count();
    assertThat(rig.listener.prints()).hasSize((int) prints).isSubsetOf(session.prints());
    assertThat(rig.listener.closed()).hasSize((int) closed).isSubsetOf(session.candles());
  }

  @Test
  void afterEveryDisconnectItSubscribesAgainAndDeliversOnlyWhatWasSent() {
    begin(rig);
    List<String> lines = session.recording().lines();
    int cuts = 0;
    for (int i = 0; i < lines.size(); i++) {
      if (i % 500 == 499) {
        rig.venue.peer().cut(lines.get(i));
        int beginnings = ++cuts + 1;
        await("a subscription", () -> rig.listener.subscribed().size() == beginnings);
      } else {
        rig.venue.send(lines.get(i));
      }
    }
    rig.venue.send(LAST);
    await("the end", () -> rig.feed.health().unknown() == 1);
    assertThat(rig.feed.health().reconnects()).isEqualTo(cuts);
    assertThat(rig.listener.prints()).isSubsetOf(session.prints()).doesNotHaveDuplicates();
    assertThat(rig.listener.closed()).isSubsetOf(session.candles()).doesNotHaveDuplicates();
    assertThat(rig.listener.closed()).contains(session.candles().getLast());
  }

  @Test
  void rotationsMissNothing() {
    try (FeedRig rotating = rig(Duration.ofMillis(300))) {
      begin(rotating);
      List<String> lines = session.recording().lines();
      IntStream.range(0, lines.size())
          .forEach(i -> {
            rotating.venue.send(lines.get(i));
            int least = 1 + i * 5 / lines.size();
            if (i % 100 == 0) await("rotations", () -> rotating.venue.attempts() >= least);
          });
      List<Candle> all = session.candles();
      Set<Print> prints = new HashSet<>(session.prints());
      await("every print", () -> new HashSet<>(rotating.listener.prints()).equals(prints));
      Set<Candle> closed = new HashSet<>(all);
      await("every candle", () -> new HashSet<>(rotating.listener.closed()).equals(closed));
      assertThat(rotating.listener.subscribed()).hasSize(1);
      assertThat(rotating.feed.health().reconnects()).isZero();
    }
  }
}
