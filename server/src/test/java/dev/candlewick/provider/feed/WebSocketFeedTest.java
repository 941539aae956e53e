package dev.candlewick.provider.feed;

import static dev.candlewick.provider.feed.FeedRig.LAST;
import static dev.candlewick.provider.feed.FeedRig.MINUTES;
import static dev.candlewick.provider.feed.FeedRig.PRINTS;
import static dev.candlewick.testing.RecordingListener.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.candlewick.market.Print;
import dev.candlewick.provider.FeedHealth.State;
import dev.candlewick.provider.FeedListener;
import dev.candlewick.provider.binance.BinanceProtocol;
import dev.candlewick.testing.FeedPeer;
import dev.candlewick.testing.FeedResponses;
import dev.candlewick.testing.RecordingListener;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Proves that a feed handles every message of a venue, valid or not.
class WebSocketFeedTest {
  /// The threads of other tests of this JVM, which may end at any time.
  private final Set<Thread> earlierThreads = clientThreads();

  private final FeedRig rig =
      new FeedRig(BinanceProtocol::new, FeedRig.limits(), FeedResponses::binance);

  @AfterEach
  void close() {
    rig.close();
  }

  static String trade(long id) {
    return """
    {"stream":"btcusdt@aggTrade","data":{"e":"aggTrade","E":1672515782136,"s":"BTCUSDT","a":%d,\
    "p":"0.001","q":"100","f":100,"l":105,"T":1672515782136,"m":true,"M":true}}\
    """
        .formatted(id);
  }

  private List<Long> ids() {
    return ids(rig.listener);
  }

  static List<Long> ids(RecordingListener listener) {
    return listener.prints().stream().map(Print::number).map(n -> n.orElseThrow()).toList();
  }

  private void awaitPrints(int prints) {
    await(prints + " prints", () -> rig.listener.prints().size() >= prints);
  }

  @Test
  void nothingIsConnectedBeforeSomethingIsWanted() {
    assertThat(rig.feed.health().state()).isEqualTo(State.IDLE);
    rig.want(PRINTS);
    assertThat(rig.venue.attempts()).isEqualTo(1);
    assertThat(rig.venue.peer().request()).isEqualTo("GET /stream HTTP/1.1");
    assertThat(rig.listener.subscribed()).containsExactly(Set.of(PRINTS));
    assertThat(rig.feed.health().connections()).isEqualTo(1);
    assertThat(rig.feed.health().fault()).isNull();
  }

  @Test
  void changesAreSentAsChanges() {
    rig.want(PRINTS, LAST).want(LAST, MINUTES);
    FeedPeer peer = rig.venue.peer();
    await("both", () -> rig.listener.subscribed().size() == 2);
    assertThat(peer.texts())
        .containsExactly(
            """
            {"method":"SUBSCRIBE","params":["btcusdt@aggTrade","btcusdt@miniTicker"],"id":1}\
            """,
            "{\"method\":\"UNSUBSCRIBE\",\"params\":[\"btcusdt@aggTrade\"],\"id\":2}",
            "{\"method\":\"SUBSCRIBE\",\"params\":[\"btcusdt@kline_1m\"],\"id\":3}");
    assertThat(rig.listener.subscribed()).containsExactly(Set.of(PRINTS, LAST), Set.of(MINUTES));
    assertThat(rig.venue.attempts()).isEqualTo(1);
  }

  @Test
  void aFeedWithoutTopicsIsDisconnected() {
    rig.want(PRINTS);
    FeedPeer peer = rig.venue.peer();
    rig.feed.setTopics(Set.of());
    await("a close", peer::closedByPeer);
    assertThat(rig.feed.health().state()).isEqualTo(State.IDLE);
    rig.want(PRINTS);
    assertThat(rig.feed.health().reconnects()).isZero();
  }

  @Test
  void aRemovedTopicIsNotDelivered() {
    rig.want(PRINTS, LAST).want(LAST);
    await("its end", () -> rig.venue.peer().texts().size() == 2);
    rig.venue.send(trade(1));
    rig.venue.send("{}");
    await("what came after it", () -> rig.feed.health().unknown() == 1);
    rig.want(PRINTS);
    rig.venue.send(trade(2));
    awaitPrints(1);
    assertThat(ids()).containsExactly(2L);
  }

  @Test
  void piecesArePutTogetherAndPingsAreAnswered() {
    rig.want(PRINTS);
    FeedPeer peer = rig.venue.peer();
    peer.sendInFragments(trade(1), 7);
    peer.ping("hello");
    awaitPrints(1);
    await("pongs", () -> peer.pongs().contains("hello") && peer.pongs().contains("between"));
    assertThat(ids()).containsExactly(1L);
  }

  @Test
  void aMessageTooLongEndsTheConnectionAndNotTheFeed() {
    rig.want(PRINTS);
    FeedPeer peer = rig.venue.peer();
    peer.sendInFragments("\"" + "x".repeat(2 << 20) + "\"", 1 << 16);
    await("another", () -> rig.venue.attempts() == 2 && rig.listener.subscribed().size() == 2);
    rig.venue.peer().send(trade(1));
    awaitPrints(1);
    assertThat(rig.feed.health().reconnects()).isEqualTo(1);
  }

  @Test
  void invalidMessagesAreCountedAndIgnored() {
    rig.want(PRINTS);
    List<String> nonsense =
        List.of(
            "",
            "[",
            "null",
            "{}",
            "[1,2]",
            "\u0000",
            "{\"stream\":\"btcusdt@aggTrade\",\"data\":{\"a\":\"x\"}}",
            "{\"stream\":\"btcusdt@depth\",\"data\":{}}",
            "{\"stream\":7,\"data\":null}",
            trade(1).replace("\"0.001\"", "\"1e999999999\""),
            trade(1).replace("\"0.001\"", "\"-1\""),
            trade(1).replace("true", "7"),
            "[".repeat(100_000));
    nonsense.forEach(rig.venue::send);
    rig.venue.send(trade(9));
    awaitPrints(1);
    assertThat(ids()).containsExactly(9L);
    assertThat(rig.feed.health().unknown()).isEqualTo(nonsense.size());
    assertThat(rig.venue.attempts()).isEqualTo(1);
    assertThat(rig.feed.health().messages()).isEqualTo(nonsense.size() + 2);
  }

  @Test
  void aListenerThatThrowsReceivesTheNextEvent() {
    RecordingListener listener = new RecordingListener();
    FeedListener fails = new FailingListener(listener);
    try (WebSocketFeed feed = rig.feed(BinanceProtocol::new, FeedRig.limits(), fails)) {
      feed.setTopics(Set.of(PRINTS));
      await("live", () -> feed.health().state() == State.LIVE);
      rig.venue.send(trade(1));
      rig.venue.send(trade(2));
      await("two", () -> listener.prints().size() == 2);
      await("a fault", () -> feed.health().fault() != null);
      assertThat(feed.health().fault()).contains("disk full");
      assertThat(feed.health().state()).isEqualTo(State.LIVE);
    }
  }

  @Test
  void aBurstLosesNothingAndWaitsForASlowListener() {
    rig.want(PRINTS);
    int all = 20_000;
    FeedPeer peer = rig.venue.peer();
    IntStream.rangeClosed(1, all).forEach(id -> peer.send(trade(id)));
    await("all", () -> rig.listener.prints().size() == all);
    assertThat(ids()).isEqualTo(IntStream.rangeClosed(1, all).mapToObj(Long::valueOf).toList());
  }

  @Test
  void whenItIsClosedNoThreadIsLeft() {
    rig.want(PRINTS);
    rig.feed.close();
    rig.feed.close();
    await("the end of its connections", () -> rig.venue.connected().isEmpty());
    assertThat(rig.feed.health().connections()).isZero();
    await("the end of its threads", () -> earlierThreads.containsAll(clientThreads()));
  }

  private static Set<Thread> clientThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().contains("HttpClient-"))
        .collect(Collectors.toSet());
  }

  @Test
  void theLatencyIsThatFromTheEventOfTheVenueAndNotKnownBefore() {
    rig.want(PRINTS);
    assertThat(rig.feed.health().latency()).isNull();
    rig.venue.send(
        trade(1).replace("1672515782136", "" + Instant.now().minusMillis(400).toEpochMilli()));
    awaitPrints(1);
    assertThat(rig.feed.health().latency())
        .isBetween(Duration.ofMillis(400), Duration.ofMinutes(2));
    rig.feed.setTopics(Set.of());
    await("idle", () -> rig.feed.health().state() == State.IDLE);
    assertThat(rig.feed.health().latency()).isNull();
  }

  @Test
  void aTimeThatCannotBeReadLosesNoMessage() {
    rig.want(PRINTS);
    rig.venue.send(trade(1).replace("\"E\":1672515782136", "\"E\":\"x\""));
    awaitPrints(1);
    assertThat(ids()).containsExactly(1L);
    assertThat(rig.feed.health().latency()).isNull();
    assertThat(rig.feed.health().unknown()).isZero();
  }
}
