package dev.candlewick.provider.feed;

import static dev.candlewick.testing.RecordingListener.await;

import dev.candlewick.market.Interval;
import dev.candlewick.market.Symbol;
import dev.candlewick.provider.FeedHealth.State;
import dev.candlewick.provider.FeedListener;
import dev.candlewick.provider.FeedTopic;
import dev.candlewick.provider.FeedTopic.Candles;
import dev.candlewick.provider.FeedTopic.Last;
import dev.candlewick.provider.FeedTopic.Prints;
import dev.candlewick.provider.client.Pace;
import dev.candlewick.provider.client.Timing;
import dev.candlewick.testing.FeedPeer;
import dev.candlewick.testing.LoopbackFeed;
import dev.candlewick.testing.RecordingListener;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;

/// A venue on the loopback, a feed connected to it, and a record of all its events.
public final class FeedRig implements AutoCloseable {
  public static final Symbol BTC = new Symbol("BTC", "USDT");
  public static final Candles MINUTES = new Candles(BTC, Interval.M1);
  public static final Prints PRINTS = new Prints(BTC);
  public static final Last LAST = new Last(BTC);

  private static final Duration LONG = Duration.ofSeconds(30);

  public final LoopbackFeed venue;
  public final RecordingListener listener = new RecordingListener();
  public final WebSocketFeed feed;

  public FeedRig(
      Function<URI, FeedProtocol> dialect,
      FeedLimits limits,
      BiConsumer<FeedPeer, String> responses) {
    venue = new LoopbackFeed(responses);
    feed = feed(dialect, limits, listener);
  }

  /// Returns another feed of the same venue.
  public WebSocketFeed feed(
      Function<URI, FeedProtocol> dialect, FeedLimits limits, FeedListener listener) {
    return new WebSocketFeed(
        dialect.apply(venue.uri()),
        limits,
        listener,
        Timing.of(InstantSource.system()),
        () -> Duration.ZERO);
  }

  /// Returns limits with a short backoff and long timeouts.
  public static FeedLimits limits() {
    return limits(LONG, LONG, LONG, LONG);
  }

  /// Returns limits with a short backoff and these timeouts.
  ///
  /// @param life the lifetime of a connection
  /// @param line the longest silence of a connection
  /// @param topic the longest silence of a topic
  /// @param response the longest wait for a response
  public static FeedLimits limits(Duration life, Duration line, Duration topic, Duration response) {
    return new FeedLimits(
        1024,
        Duration.ofMillis(5),
        new Pace(1000, Duration.ofMillis(1)),
        life,
        Duration.ofMillis(200),
        new FeedLimits.Timeouts(line, topic, response, Duration.ofMillis(50)),
        new FeedLimits.Backoff(Duration.ofMillis(5), Duration.ofMillis(50)),
        1 << 20,
        Duration.ofMillis(5));
  }

  /// Sets the topics and waits until they are live.
  public FeedRig want(FeedTopic... topics) {
    feed.setTopics(Set.of(topics));
    live();
    return this;
  }

  public void live() {
    await("live", () -> feed.health().state() == State.LIVE);
  }

  @Override
  public void close() {
    feed.close();
    venue.close();
  }
}
