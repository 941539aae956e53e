package dev.candlewick.provider.coinbase;

import dev.candlewick.provider.FeedTopic;
import dev.candlewick.provider.FeedTopic.Candles;
import dev.candlewick.provider.client.Pace;
import dev.candlewick.provider.feed.FeedLimits;
import dev.candlewick.provider.feed.FeedProtocol;
import java.net.URI;
import java.time.Duration;

/// Coinbase Exchange's WebSocket feed (docs.cdp.coinbase.com, "Exchange WebSocket"). It has no
/// candles: the running candle is built from prints and never sent as closed, so only Coinbase's
/// own candles are stored.
public record CoinbaseProtocol(URI uri) implements FeedProtocol {
  /// Coinbase allows eight connections and a hundred messages per second, and sends a heartbeat of
  /// each product every second.
  private static final FeedLimits LIMITS =
      FeedLimits.of(
          100,
          Duration.ofMillis(50),
          new Pace(8, Duration.ofSeconds(1)),
          Duration.ofHours(23),
          new FeedLimits.Timeouts(
              Duration.ofSeconds(30), Duration.ofSeconds(30), Duration.ofSeconds(10)));

  @Override
  public String venue() {
    return CoinbaseProvider.NAME;
  }

  @Override
  public FeedLimits limits() {
    return LIMITS;
  }

  @Override
  public boolean supports(FeedTopic topic) {
    return !(topic instanceof Candles candles)
        || CoinbaseProvider.INTERVALS.contains(candles.interval());
  }

  @Override
  public Session newSession() {
    return new CoinbaseSession();
  }
}
