package dev.candlewick.ingest.follow;

import dev.candlewick.bus.Bus;
import dev.candlewick.bus.LiveEvent;
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

/// One venue's feed while it is open, and those who keep what it tells.
final class VenueFeed implements FeedListener, AutoCloseable {
  private final FeedProvider venue;
  private final Bus bus;
  private final CandleKeeper candles;
  private final PrintKeeper prints;
  private final FeedCounts counts;
  private volatile Set<FeedTopic> wanted = Set.of();
  private @Nullable Feed feed;

  VenueFeed(
      FeedProvider venue, Bus bus, CandleKeeper candles, PrintKeeper prints, FeedCounts counts) {
    this.venue = venue;
    this.bus = bus;
    this.candles = candles;
    this.prints = prints;
    this.counts = counts;
  }

  /// Opens the feed; false when the venue has none.
  boolean open() {
    feed = venue.feed(this).orElse(null);
    if (feed == null) return false;
    candles.start();
    prints.start();
    return true;
  }

  CandleKeeper candles() {
    return candles;
  }

  /// From now on the feed tells of these, as far as it can. Of the other series it is told what has
  /// closed once it is stored.
  void want(List<Series> followed, List<Symbol> printed) {
    List<Series> carried =
        followed.stream().filter(series -> venue.carries(CandleKeeper.topic(series))).toList();
    List<Symbol> kept =
        printed.stream().filter(symbol -> venue.carries(new FeedTopic.Prints(symbol))).toList();
    Set<FeedTopic> topics = new HashSet<>();
    carried.forEach(series -> topics.add(CandleKeeper.topic(series)));
    kept.forEach(symbol -> topics.add(new FeedTopic.Prints(symbol)));
    followed.forEach(series -> addLast(topics, series.symbol()));
    printed.forEach(symbol -> addLast(topics, symbol));
    candles.want(followed);
    prints.want(kept);
    if (feed == null || topics.equals(wanted)) return;
    wanted = Set.copyOf(topics);
    feed.want(wanted);
  }

  private void addLast(Set<FeedTopic> topics, Symbol symbol) {
    FeedTopic last = new FeedTopic.Last(symbol);
    if (venue.carries(last)) topics.add(last);
  }

  /// Whether the feed tells just now when this series' candles close. Some venues' never do.
  boolean tells(Series series) {
    Tail tail = candles.tail(series);
    return tail != null && tail.toldToClose() && health().state() == FeedHealth.State.LIVE;
  }

  FeedHealth health() {
    return feed == null ? idle(venue.name()) : feed.health();
  }

  /// The health of a feed that is not open.
  static FeedHealth idle(String venue) {
    return new FeedHealth(venue, FeedHealth.State.IDLE, 0, 0, 0, 0, 0, null, null);
  }

  @Override
  public void candle(Symbol symbol, Interval interval, Candle candle, boolean closed) {
    candles.heard(new FeedTopic.Candles(symbol, interval), candle, closed);
  }

  @Override
  public void print(Print print) {
    prints.heard(print);
  }

  @Override
  public void last(LastPrice price) {
    bus.publish(new LiveEvent.LastMoved(venue.name(), price));
  }

  @Override
  public void reached(Symbol symbol, long tradeId) {
    prints.reached(symbol, tradeId);
  }

  @Override
  public void began(Set<FeedTopic> topics) {
    for (FeedTopic topic : topics) {
      if (topic instanceof FeedTopic.Candles told) candles.began(told);
    }
  }

  @Override
  public void close() {
    if (feed == null) return;
    feed.close();
    candles.close();
    prints.close();
    counts.closed(feed.health());
  }
}
