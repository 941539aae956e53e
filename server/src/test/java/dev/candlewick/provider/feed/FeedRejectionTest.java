package dev.candlewick.provider.feed;

import static dev.candlewick.provider.client.VenueRig.BTC_USD;
import static dev.candlewick.testing.RecordingListener.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.candlewick.market.Interval;
import dev.candlewick.market.Symbol;
import dev.candlewick.provider.FeedHealth.State;
import dev.candlewick.provider.FeedTopic;
import dev.candlewick.provider.FeedTopic.Candles;
import dev.candlewick.provider.FeedTopic.Prints;
import dev.candlewick.provider.coinbase.CoinbaseProtocol;
import dev.candlewick.provider.kraken.KrakenProtocol;
import dev.candlewick.testing.FeedPeer;
import dev.candlewick.testing.FeedResponses;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Proves that a rejected topic affects no other topic.
class FeedRejectionTest {
  private static final Prints GOOD = new Prints(BTC_USD);
  private static final Prints BAD = new Prints(new Symbol("BAD", "USD"));

  private @Nullable FeedRig opened;

  @AfterEach
  void close() {
    if (opened != null) opened.close();
  }

  private FeedRig rig(
      Function<URI, FeedProtocol> dialect,
      FeedLimits limits,
      BiConsumer<FeedPeer, String> responses) {
    FeedRig rig = new FeedRig(dialect, limits, responses);
    opened = rig;
    return rig;
  }

  private FeedRig kraken() {
    return rig(
        uri -> new KrakenProtocol(uri, InstantSource.system()),
        FeedRig.limits(),
        FeedResponses::kraken);
  }

  private static void refusesOne(FeedRig rig, String fault) {
    rig.feed.setTopics(Set.of(GOOD, BAD));
    await("the good one", () -> rig.listener.subscribed().contains(Set.of((FeedTopic) GOOD)));
    await("the fault", () -> fault.equals(rig.feed.health().fault()));
    await("live without it", () -> rig.feed.health().state() == State.LIVE);
    assertThat(rig.feed.health().fault()).isEqualTo(fault);
    assertThat(rig.venue.attempts()).isEqualTo(1);
    rig.want(GOOD);
    await("no fault", () -> rig.feed.health().fault() == null);
  }

  @Test
  void krakenRefusesOneSymbol() {
    refusesOne(kraken(), "kraken rejects BAD/USD");
  }

  @Test
  void coinbaseRefusesOneProduct() {
    refusesOne(
        rig(CoinbaseProtocol::new, FeedRig.limits(), FeedResponses::coinbase),
        "coinbase rejects BAD/USD");
  }

  @Test
  void twoIntervalsOfAKrakenSymbolTakeTwoConnections() {
    Candles minutes = new Candles(BTC_USD, Interval.M1);
    Candles hours = new Candles(BTC_USD, Interval.H1);
    FeedRig rig = kraken().want(minutes, hours, GOOD);
    assertThat(rig.venue.connected()).hasSize(2);
    assertThat(rig.listener.subscribed().stream().flatMap(Set::stream).collect(Collectors.toSet()))
        .isEqualTo(Set.of(minutes, hours, GOOD));
  }

  @Test
  void aProductWithoutItsHeartbeatIsSubscribedAgain() {
    Duration longest = Duration.ofSeconds(30);
    FeedRig rig =
        rig(
            CoinbaseProtocol::new,
            FeedRig.limits(longest, longest, Duration.ofMillis(300), longest),
            FeedResponses::coinbase);
    rig.want(GOOD);
    await("another subscription", () -> rig.listener.subscribed().size() >= 2);
    assertThat(rig.venue.attempts()).isEqualTo(1);
  }

  @Test
  void aTopicThatAVenueDoesNotSendIsRejected() {
    FeedRig rig = kraken();
    FeedTopic weeks = new Candles(BTC_USD, Interval.W1);
    assertThatThrownBy(() -> rig.feed.setTopics(Set.of(weeks)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("1w");
  }
}
