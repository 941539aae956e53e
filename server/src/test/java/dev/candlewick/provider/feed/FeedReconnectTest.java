package dev.candlewick.provider.feed;

import static dev.candlewick.provider.feed.FeedRig.LAST;
import static dev.candlewick.provider.feed.FeedRig.PRINTS;
import static dev.candlewick.provider.feed.FeedRig.limits;
import static dev.candlewick.provider.feed.WebSocketFeedTest.ids;
import static dev.candlewick.provider.feed.WebSocketFeedTest.trade;
import static dev.candlewick.testing.RecordingListener.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.candlewick.market.Symbol;
import dev.candlewick.provider.FeedHealth.State;
import dev.candlewick.provider.FeedTopic;
import dev.candlewick.provider.binance.BinanceProtocol;
import dev.candlewick.provider.client.Pace;
import dev.candlewick.testing.FeedPeer;
import dev.candlewick.testing.FeedResponses;
import dev.candlewick.testing.Waiting;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Proves that a feed continues whatever happens to its connections.
class FeedReconnectTest {
  private static final Duration LONG = Duration.ofSeconds(30);
  private static final Duration SHORT = Duration.ofMillis(300);

  private @Nullable FeedRig opened;

  @AfterEach
  void close() {
    if (opened != null) opened.close();
  }

  private FeedRig rig(FeedLimits limits) {
    return opened(new FeedRig(BinanceProtocol::new, limits, FeedResponses::binance));
  }

  private FeedRig opened(FeedRig rig) {
    opened = rig;
    return rig;
  }

  @ParameterizedTest
  @ValueSource(strings = {"cut", "disconnect", "close"})
  void aLostConnectionIsOpenedAgainAndAllTopicsAreSubscribed(String how) {
    FeedRig rig = rig(limits()).want(PRINTS, LAST);
    FeedPeer peer = rig.venue.peer();
    switch (how) {
      case "cut" -> peer.cut(trade(1));
      case "disconnect" -> peer.disconnect();
      default -> peer.close(1001);
    }
    await("a second subscription", () -> rig.listener.subscribed().size() == 2);
    assertThat(rig.listener.subscribed()).containsOnly(Set.of(PRINTS, LAST));
    rig.venue.peer().send(trade(2));
    await("a print", () -> !rig.listener.prints().isEmpty());
    assertThat(ids(rig.listener)).containsExactly(2L);
    assertThat(rig.feed.health().reconnects()).isEqualTo(1);
    assertThat(rig.feed.health().state()).isEqualTo(State.LIVE);
  }

  /// The JDK's client may miss a close that directly follows a message.
  @RepeatedTest(20)
  void anEndRightBehindAMessageIsNoticed() {
    FeedRig rig = rig(limits()).want(PRINTS);
    rig.venue.peer().cut(trade(1));
    await("a second subscription", () -> rig.listener.subscribed().size() == 2);
  }

  @Test
  void aVenueThatIsGoneIsTriedMoreAndMoreSeldomUntilItIsBack() {
    FeedRig rig = rig(limits());
    rig.venue.refuse(true);
    rig.feed.setTopics(Set.of(PRINTS));
    await("down", () -> rig.feed.health().state() == State.DOWN);
    assertThat(rig.feed.health().fault()).contains("cannot be reached");
    await("more attempts", () -> rig.venue.attempts() > 5);
    rig.venue.refuse(false);
    rig.live();
    assertThat(rig.feed.health().fault()).isNull();
    assertThat(rig.feed.health().reconnects()).isZero();
  }

  @Test
  void attemptsAreBounded() {
    FeedLimits quick = limits();
    FeedLimits bounded =
        new FeedLimits(
            1024,
            quick.spacing(),
            new Pace(3, Duration.ofHours(1)),
            quick.connectionLifetime(),
            quick.overlap(),
            quick.timeouts(),
            quick.backoff(),
            quick.longestMessage(),
            quick.checkInterval());
    FeedRig rig = rig(bounded);
    rig.venue.refuse(true);
    rig.feed.setTopics(Set.of(PRINTS));
    await("the first three", () -> rig.venue.attempts() == 3);
    rig.feed.setTopics(Set.of(PRINTS, LAST));
    await("the change", () -> rig.feed.health().topics() == 2);
    rig.feed.close();
    assertThat(rig.venue.attempts()).isEqualTo(3);
  }

  @Test
  void backoffDoublesUpToItsLongest() {
    FeedLimits.Backoff backoff =
        new FeedLimits.Backoff(Duration.ofSeconds(1), Duration.ofSeconds(30));
    assertThat(IntStream.rangeClosed(1, 8).mapToObj(n -> backoff.after(n).toSeconds()))
        .containsExactly(1L, 2L, 4L, 8L, 16L, 30L, 30L, 30L);
    assertThat(backoff.after(Integer.MAX_VALUE)).isEqualTo(Duration.ofSeconds(30));
  }

  @Test
  void aSilentConnectionIsReplaced() {
    FeedRig rig = rig(limits(LONG, SHORT, LONG, LONG)).want(PRINTS);
    FeedPeer silent = rig.venue.peer();
    await("another subscription", () -> rig.listener.subscribed().size() >= 2);
    assertThat(silent.open() && rig.venue.connected().size() == 1).isFalse();
    assertThat(rig.feed.health().reconnects()).isPositive();
  }

  @Test
  void aPingIsASignOfLife() throws InterruptedException {
    FeedRig rig = rig(limits(LONG, Duration.ofSeconds(2), LONG, LONG)).want(PRINTS);
    FeedPeer quiet = rig.venue.peer();
    for (int i = 0; i < 30; i++) {
      quiet.ping("here");
      Waiting.delay(Duration.ofMillis(100));
    }
    assertThat(rig.venue.attempts()).isEqualTo(1);
  }

  @Test
  void aSilentTopicIsSubscribedAgainOnTheSameConnection() {
    FeedRig rig = rig(limits(LONG, LONG, SHORT, LONG)).want(PRINTS);
    await("another subscription", () -> rig.listener.subscribed().size() >= 2);
    assertThat(rig.venue.attempts()).isEqualTo(1);
    assertThat(rig.venue.peer().texts().get(1)).contains("UNSUBSCRIBE", "btcusdt@aggTrade");
    assertThat(rig.venue.peer().texts().get(2)).contains("\"SUBSCRIBE\"", "btcusdt@aggTrade");
  }

  @Test
  void aVenueThatDoesNotAnswerASubscriptionIsLeft() {
    AtomicBoolean answering = new AtomicBoolean();
    FeedRig rig =
        opened(
            new FeedRig(
                BinanceProtocol::new,
                limits(LONG, LONG, LONG, SHORT),
                (peer, text) -> {
                  if (answering.get()) FeedResponses.binance(peer, text);
                }));
    rig.feed.setTopics(Set.of(PRINTS));
    await("a second attempt", () -> rig.venue.attempts() >= 2);
    assertThat(rig.feed.health().state()).isNotEqualTo(State.LIVE);
    assertThat(rig.listener.subscribed()).isEmpty();
    answering.set(true);
    rig.live();
  }

  @Test
  void manyTopicsAreSharedOutOverConnections() {
    FeedRig rig = rig(limits());
    Set<FeedTopic> many =
        IntStream.range(0, 1030)
            .mapToObj(i -> new FeedTopic.Prints(new Symbol("C" + i, "USDT")))
            .collect(Collectors.toSet());
    rig.feed.setTopics(many);
    rig.live();
    assertThat(rig.venue.attempts()).isEqualTo(2);
    assertThat(rig.feed.health().connections()).isEqualTo(2);
    Set<FeedTopic> began =
        rig.listener.subscribed().stream().flatMap(Set::stream).collect(Collectors.toSet());
    assertThat(began).isEqualTo(many);
    rig.venue
        .connected()
        .forEach(peer ->
            assertThat(
                    peer.texts().stream()
                        .mapToInt(text -> text.split("@aggTrade", -1).length - 1)
                        .sum())
                .isBetween(1, 1024));
    rig.want(PRINTS);
    await("one is enough", () -> rig.venue.connected().size() == 1);
  }

  @Test
  void noMoreMessagesAreSentThanTheVenueAllows() {
    FeedLimits binance = new BinanceProtocol(java.net.URI.create("ws://x")).limits();
    FeedRig rig = rig(binance);
    Set<FeedTopic> many =
        IntStream.range(0, 850)
            .mapToObj(i -> new FeedTopic.Prints(new Symbol("C" + i, "USDT")))
            .collect(Collectors.toSet());
    rig.feed.setTopics(many);
    rig.live();
    assertThat(rig.venue.peer().texts()).hasSize(9);
    assertThat(rig.venue.peer().mostInASecond()).isLessThanOrEqualTo(5);
  }
}
