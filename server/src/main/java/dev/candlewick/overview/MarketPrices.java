package dev.candlewick.overview;

import dev.candlewick.bus.Bus;
import dev.candlewick.ingest.Providers;
import dev.candlewick.market.LastPrice;
import dev.candlewick.market.Series;
import dev.candlewick.provider.FeedTopic;
import dev.candlewick.store.candle.CandleSummaryStore;
import dev.candlewick.store.candle.CandleSummaryStore.NewestClose;
import dev.candlewick.stream.Topic;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The newest price of each market, from its venue's feed, its stored candles or the poll.
final class MarketPrices {
  /// The seconds within which a feed is expected to send a price.
  private static final long FEED_SECONDS = 10;

  private final NewestLastPrices fed = new NewestLastPrices();
  private final Providers providers;
  private final CandleSummaryStore candles;
  private final PolledPrices polled;

  MarketPrices(Bus bus, Providers providers, CandleSummaryStore candles, PolledPrices polled) {
    this.providers = providers;
    this.candles = candles;
    this.polled = polled;
    bus.subscribe(fed);
  }

  /// Returns the newest prices by market; none for a market without any.
  Map<String, NewestPrice> newest(List<MarketEntry> markets) {
    Map<Integer, BigDecimal> closes = new HashMap<>();
    List<Integer> series =
        markets.stream().flatMap(one -> newestSeries(one).stream()).map(Series::id).toList();
    for (NewestClose one : candles.findNewest(series)) closes.put(one.seriesId(), one.price());
    Map<Long, NewestPrice> ticks =
        polled.newest(markets.stream().map(MarketEntry::polled).filter(Objects::nonNull).toList());
    Map<String, NewestPrice> newest = new HashMap<>();
    for (MarketEntry market : markets) {
      NewestPrice tick = market.polled() == null ? null : ticks.get(market.polled());
      NewestPrice price = NewestPrice.later(stored(market, closes), tick);
      price = NewestPrice.later(fed(market), price);
      if (price != null) newest.put(market.name(), price);
    }
    return newest;
  }

  /// Returns the series whose last candle ends last; of several the finest.
  private static Optional<Series> newestSeries(MarketEntry market) {
    return market.series().stream()
        .filter(one -> one.lastOpen() != null)
        .min(
            Comparator.comparing(MarketPrices::end, Comparator.reverseOrder())
                .thenComparing(Series::interval));
  }

  private static Instant end(Series series) {
    Instant last = series.lastOpen();
    return last == null ? Instant.MIN : series.grid().next(last);
  }

  private static @Nullable NewestPrice stored(MarketEntry market, Map<Integer, BigDecimal> closes) {
    Series series = newestSeries(market).orElse(null);
    BigDecimal close = series == null ? null : closes.get(series.id());
    return series == null || close == null
        ? null
        : new NewestPrice(close, end(series), PriceSource.CANDLE);
  }

  private @Nullable NewestPrice fed(MarketEntry market) {
    LastPrice last = fed.find(market.provider(), market.symbol());
    return last == null ? null : new NewestPrice(last.price(), last.time(), PriceSource.FEED);
  }

  /// Returns the last 24 hours as the venue's feed states them; null when it does not.
  LastPrice.@Nullable Day fedDay(MarketEntry market) {
    LastPrice last = fed.find(market.provider(), market.symbol());
    return last == null ? null : last.day();
  }

  /// Returns the topic of the stream whose updates change the price; null when there is none.
  @Nullable String topic(MarketEntry market) {
    if (isFed(market)) return new Topic.Last(market.provider(), market.symbol()).text();
    return market.polled() == null || market.instrument() == null
        ? null
        : new Topic.Ticks(market.instrument().id()).text();
  }

  private boolean isFed(MarketEntry market) {
    return (market.isFollowed() || market.prints())
        && providers
            .feeds(market.provider())
            .filter(venue -> venue.supports(new FeedTopic.Last(market.symbol())))
            .isPresent();
  }

  /// Returns the seconds between two updates of the price; null when none are expected.
  @Nullable Long expectedSeconds(MarketEntry market) {
    if (isFed(market)) return FEED_SECONDS;
    if (market.polled() != null) return polled.polling().interval().toSeconds();
    return newestSeries(market).map(one -> one.interval().length().toSeconds()).orElse(null);
  }

  /// Returns why a market has no price.
  String missingReason(MarketEntry market) {
    if (market.note() != null) return market.note();
    if (isFed(market)) return "No candle of it is stored, and its feed has sent no price yet";
    return market.polled() == null ? "No candle of it is stored" : "Its price was not polled yet";
  }
}
