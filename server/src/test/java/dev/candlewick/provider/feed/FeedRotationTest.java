package dev.candlewick.provider.feed;

import static dev.candlewick.provider.feed.FeedRig.PRINTS;
import static dev.candlewick.provider.feed.FeedRig.limits;
import static dev.candlewick.provider.feed.WebSocketFeedTest.ids;
import static dev.candlewick.provider.feed.WebSocketFeedTest.trade;
import static dev.candlewick.testing.RecordingListener.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.candlewick.provider.FeedHealth.State;
import dev.candlewick.provider.binance.BinanceProtocol;
import dev.candlewick.testing.FeedPeer;
import dev.candlewick.testing.FeedResponses;
import dev.candlewick.testing.Waiting;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Proves that a connection is replaced before it ends, and that nothing is missed meanwhile.
class FeedRotationTest {
  private static final Duration LONG = Duration.ofSeconds(30);

  private @Nullable FeedRig opened;

  @AfterEach
  void close() {
    if (opened != null) opened.close();
  }

  private FeedRig rig(Duration life) {
    FeedLimits limits = limits(life, LONG, LONG, LONG);
    return opened(new FeedRig(BinanceProtocol::new, limits, FeedResponses::binance));
  }

  private FeedRig opened(FeedRig rig) {
    opened = rig;
    return rig;
  }

  @Test
  void daysPassInSecondsAndNoPrintIsMissed() {
    FeedRig rig = rig(Duration.ofMillis(400)).want(PRINTS);
    long sent = 0;
    while (rig.venue.attempts() < 6) {
      rig.venue.send(trade(++sent));
      sleep();
    }
    Set<Long> all = LongStream.rangeClosed(1, sent).boxed().collect(Collectors.toSet());
    await("all of them", () -> new HashSet<>(ids(rig.listener)).equals(all));
    assertThat(rig.listener.subscribed()).hasSize(1);
    assertThat(rig.feed.health().reconnects()).isZero();
    assertThat(rig.feed.health().fault()).isNull();
  }

  private static void sleep() {
    Waiting.delay(Duration.ofMillis(1));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"e\":\"serverShutdown\",\"E\":1770123456789}",
        "{\"stream\":\"!serverShutdown\",\"data\":{\"e\":\"serverShutdown\",\"E\":1770123456789}}",
      })
  void aVenueThatAnnouncesItsEndIsLeftForANewConnectionFirst(String announcement) {
    FeedRig rig = rig(LONG).want(PRINTS);
    FeedPeer old = rig.venue.peer();
    old.send(announcement);
    await("the new one", () -> rig.venue.attempts() == 2);
    await("the old one's end", old::closedByPeer);
    rig.venue.peer().send(trade(1));
    await("a print", () -> !rig.listener.prints().isEmpty());
    assertThat(rig.feed.health().state()).isEqualTo(State.LIVE);
    assertThat(rig.feed.health().reconnects()).isZero();
    assertThat(rig.feed.health().unknown()).isZero();
  }

  /// It may have had unread messages.
  @Test
  void anOldConnectionThatBreaksTooEarlyCausesASubscription() {
    FeedRig rig = rig(LONG).want(PRINTS);
    FeedPeer old = rig.venue.peer();
    old.send("{\"e\":\"serverShutdown\",\"E\":1}");
    await("the new one", () -> rig.venue.attempts() == 2);
    await("both", () -> rig.venue.connected().size() == 2);
    await("its subscription", () -> !rig.venue.peer().texts().isEmpty());
    old.disconnect();
    await("another subscription", () -> rig.listener.subscribed().size() == 2);
    assertThat(rig.listener.subscribed()).containsOnly(Set.of(PRINTS));
  }
}
