package dev.candlewick.ingest.follow;

import dev.candlewick.bus.Bus;
import dev.candlewick.bus.BusEvent;
import dev.candlewick.market.Candle;
import dev.candlewick.market.Interval;
import dev.candlewick.market.LastPrice;
import dev.candlewick.market.Print;
import dev.candlewick.market.Series;
import dev.candlewick.market.Symbol;
import dev.candlewick.provider.Feed;
import dev.candlewick.provider.FeedHealth;
import dev.candlewick.provider.FeedListener;
import dev.candlewick.provider.FeedProvider;
import dev.candlewick.provider.FeedTopic;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One venue's feed while it is open, and the recorders of its candles and prints.
final class VenueFeed implements FeedListener, AutoCloseable {
  private final FeedProvider venue;
  private final Bus bus;
  private final CandleRecorder candles;
  private final PrintRecorder prints;
  private final FeedCounts counts;
  private volatile Set<FeedTopic> wanted = Set.of();
  private @Nullable Feed feed;

  VenueFeed(
      FeedProvider venue,
      Bus bus,
      CandleRecorder candles,
      PrintRecorder prints,
      FeedCounts counts) {
    this.venue = venue;
    this.bus = bus;
    this.candles = candles;
    this.prints = prints;
    this.counts = counts;
  }

  /// Opens the feed; returns false when the venue has none.
  boolean open() {
    feed = venue.openFeed(this).orElse(null);
    if (feed == null) return false;
    candles.start();
    prints.start();
    return true;
  }

  CandleRecorder candles() {
    return candles;
  }

  /// Replaces the subscriptions of the feed, as far as the venue supports them. Of the other
  /// series, closed candles are published once they are stored.
  void setSubscriptions(List<Series> followed, List<Symbol> printSymbols) {
    List<Series> carried =
        followed.stream().filter(series -> venue.supports(CandleRecorder.topic(series))).toList();
    List<Symbol> kept =
        printSymbols.stream()
            .filter(symbol -> venue.supports(new FeedTopic.Prints(symbol)))
            .toList();
    Set<FeedTopic> topics = new HashSet<>();
    carried.forEach(series -> topics.add(CandleRecorder.topic(series)));
    kept.forEach(symbol -> topics.add(new FeedTopic.Prints(symbol)));
    followed.forEach(series -> addLastPrice(topics, series.symbol()));
    printSymbols.forEach(symbol -> addLastPrice(topics, symbol));
    candles.setSeries(followed);
    prints.setSymbols(kept);
    if (feed == null || topics.equals(wanted)) return;
    wanted = Set.copyOf(topics);
    feed.setTopics(wanted);
  }

  private void addLastPrice(Set<FeedTopic> topics, Symbol symbol) {
    FeedTopic last = new FeedTopic.Last(symbol);
    if (venue.supports(last)) topics.add(last);
  }

  /// Returns whether the feed currently delivers this series' closed candles. Some venues' feeds
  /// never do.
  boolean isLive(Series series) {
    SeriesTail tail = candles.tail(series);
    return tail != null && tail.hasReceivedClosed() && health().state() == FeedHealth.State.LIVE;
  }

  FeedHealth health() {
    return feed == null ? idleHealth(venue.name()) : feed.health();
  }

  /// Returns the health of a feed that is not open.
  static FeedHealth idleHealth(String venue) {
    return new FeedHealth(venue, FeedHealth.State.IDLE, 0, 0, 0, 0, 0, null, null, null);
  }

  @Override
  public void onCandle(Symbol symbol, Interval interval, Candle candle, boolean closed) {
    candles.onCandle(new FeedTopic.Candles(symbol, interval), candle, closed);
  }

  @Override
  public void onPrint(Print print) {
    prints.onPrint(print);
  }

  @Override
  public void onLastPrice(LastPrice price) {
    bus.publish(new BusEvent.LastPriceUpdated(venue.name(), price));
  }

  @Override
  public void onPrintIdReached(Symbol symbol, long tradeId) {
    prints.advanceTo(symbol, tradeId);
  }

  @Override
  public void onSubscribed(Set<FeedTopic> topics) {
    for (FeedTopic topic : topics) {
      if (topic instanceof FeedTopic.Candles candleTopic) candles.onSubscribed(candleTopic);
    }
  }

  @Override
  public void close() {
    if (feed == null) return;
    feed.close();
    candles.close();
    prints.close();
    counts.addClosed(feed.health());
  }
}
