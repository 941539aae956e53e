package dev.candlewick.provider.kraken;

import dev.candlewick.provider.FeedTopic;
import dev.candlewick.provider.FeedTopic.Candles;
import dev.candlewick.provider.client.Pace;
import dev.candlewick.provider.feed.FeedLimits;
import dev.candlewick.provider.feed.FeedProtocol;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;

/// Kraken's WebSocket API, version 2 (docs.kraken.com, "Spot WebSocket v2").
///
/// @param clock for a last price that comes without a time
public record KrakenProtocol(URI uri, InstantSource clock) implements FeedProtocol {
  /// Kraken allows about 150 connections in ten minutes, and sends a heartbeat each second when
  /// there is nothing else to send.
  private static final FeedLimits LIMITS =
      FeedLimits.of(
          300,
          Duration.ofMillis(250),
          new Pace(20, Duration.ofSeconds(5)),
          Duration.ofHours(23),
          new FeedLimits.Timeouts(
              Duration.ofSeconds(30), Duration.ofMinutes(10), Duration.ofSeconds(10)));

  @Override
  public String venue() {
    return KrakenProvider.NAME;
  }

  @Override
  public FeedLimits limits() {
    return LIMITS;
  }

  @Override
  public boolean supports(FeedTopic topic) {
    return !(topic instanceof Candles candles)
        || KrakenProvider.INTERVALS.contains(candles.interval());
  }

  /// Kraken sends one interval of a symbol per connection: "Already subscribed to one ohlc interval
  /// on this symbol".
  @Override
  public boolean fits(FeedTopic topic, Set<FeedTopic> others) {
    return !(topic instanceof Candles)
        || others.stream()
            .noneMatch(other -> other instanceof Candles && other.symbol().equals(topic.symbol()));
  }

  @Override
  public Session newSession() {
    return new KrakenSession(clock);
  }
}
