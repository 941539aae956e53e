package dev.candlewick.provider.binance;

import dev.candlewick.provider.FeedTopic;
import dev.candlewick.provider.client.Pace;
import dev.candlewick.provider.feed.FeedLimits;
import dev.candlewick.provider.feed.FeedProtocol;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;

/// Binance's streams (binance-spot-api-docs, `web-socket-streams.md`): all on one connection, each
/// message in an envelope that names its stream.
///
/// @param base without a path
public record BinanceProtocol(URI base) implements FeedProtocol {
  /// Binance allows five messages per second, pongs included, 300 connections in five minutes and a
  /// lifetime of one day. It pings every 20 seconds.
  private static final FeedLimits LIMITS =
      FeedLimits.of(
          1024,
          Duration.ofMillis(250),
          new Pace(20, Duration.ofMillis(1100)),
          Duration.ofHours(23),
          new FeedLimits.Timeouts(
              Duration.ofSeconds(60), Duration.ofMinutes(10), Duration.ofSeconds(10)));

  @Override
  public String venue() {
    return BinanceProvider.NAME;
  }

  @Override
  public URI uri() {
    return URI.create(base + "/stream");
  }

  @Override
  public FeedLimits limits() {
    return LIMITS;
  }

  @Override
  public boolean supports(FeedTopic topic) {
    return true;
  }

  @Override
  public Session newSession() {
    return new BinanceSession();
  }

  /// The name of a topic's stream: `btcusdt@kline_1m`. The interval codes are Binance's.
  static String stream(FeedTopic topic) {
    String symbol = topic.symbol().joined().toLowerCase(Locale.ROOT);
    return symbol
        + switch (topic) {
          case FeedTopic.Candles candles -> "@kline_" + candles.interval().code();
          case FeedTopic.Prints prints -> "@aggTrade";
          case FeedTopic.Last last -> "@miniTicker";
        };
  }
}
