package dev.candlewick.ingest.follow;

import dev.candlewick.market.Candle;
import dev.candlewick.market.CandleBatch;
import dev.candlewick.market.Interval;
import dev.candlewick.market.Print;
import dev.candlewick.market.Symbol;
import dev.candlewick.provider.CandleProvider;
import dev.candlewick.provider.Feed;
import dev.candlewick.provider.FeedHealth;
import dev.candlewick.provider.FeedListener;
import dev.candlewick.provider.FeedProvider;
import dev.candlewick.provider.FeedTopic;
import dev.candlewick.provider.ProviderException;
import dev.candlewick.provider.VenueBudget;
import dev.candlewick.provider.VenueHealth;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/// A venue with given data, requested page by page or delivered by a feed that the test plays.
/// Every symbol has the same data.
public final class ScriptedMarket implements CandleProvider, FeedProvider {
  static final String NAME = "scripted";
  private static final int PAGE = 100;

  private final InstantSource clock;
  private final NavigableMap<Instant, Candle> candles = new TreeMap<>();
  private final NavigableMap<Long, Print> prints = new TreeMap<>();
  private final Set<PlayedFeed> open = ConcurrentHashMap.newKeySet();
  public final AtomicInteger candleRequests = new AtomicInteger();
  final AtomicInteger openedFeeds = new AtomicInteger();
  volatile boolean restDown;
  volatile boolean feedDown;

  /// Runs before each page of candles is returned; a test can block the venue here.
  public volatile Runnable beforeCandles = () -> {};

  public ScriptedMarket(InstantSource clock, List<Candle> candles, List<Print> prints) {
    this.clock = clock;
    candles.forEach(candle -> this.candles.put(candle.openTime(), candle));
    prints.forEach(print -> this.prints.put(print.number().orElseThrow(), print));
  }

  /// Adds a candle to its data.
  void add(Candle candle) {
    candles.put(candle.openTime(), candle);
  }

  private final class PlayedFeed implements Feed {
    private final FeedListener listener;
    private volatile Set<FeedTopic> wanted = Set.of();

    PlayedFeed(FeedListener listener) {
      this.listener = listener;
      open.add(this);
      openedFeeds.incrementAndGet();
    }

    @Override
    public void setTopics(Set<FeedTopic> topics) {
      wanted = topics;
      if (!feedDown) listener.onSubscribed(topics);
    }

    @Override
    public FeedHealth health() {
      FeedHealth.State state = feedDown ? FeedHealth.State.DOWN : FeedHealth.State.LIVE;
      return new FeedHealth(NAME, state, wanted.size(), 1, 0, 0, 0, null, null, null);
    }

    @Override
    public void close() {
      open.remove(this);
    }
  }

  Set<FeedTopic> wanted() {
    return open.isEmpty() ? Set.of() : open.iterator().next().wanted;
  }

  /// Delivers an event through the feed; it is lost while the feed is down.
  void deliver(java.util.function.Consumer<FeedListener> event) {
    if (!feedDown) open.forEach(feed -> event.accept(feed.listener));
  }

  /// Restores the feed's connection.
  void reconnect() {
    feedDown = false;
    open.forEach(feed -> feed.listener.onSubscribed(feed.wanted));
  }

  @Override
  public boolean supports(FeedTopic topic) {
    return true;
  }

  @Override
  public Optional<Feed> openFeed(FeedListener listener) {
    return Optional.of(new PlayedFeed(listener));
  }

  @Override
  public List<Print> fetchMissedPrints(Symbol symbol, Print after, long before) {
    requireAvailable();
    long from = after.number().orElseThrow();
    return prints.subMap(from, false, before, false).values().stream().limit(PAGE).toList();
  }

  @Override
  public CandlePage fetchCandles(CandleQuery query) {
    candleRequests.incrementAndGet();
    beforeCandles.run();
    requireAvailable();
    Instant now = clock.instant();
    List<Candle> page =
        candles.subMap(query.from(), query.to()).values().stream()
            .filter(candle -> !query.grid().next(candle.openTime()).isAfter(now))
            .limit(query.limit())
            .toList();
    return new CandlePage(CandleBatch.of(page), now);
  }

  private void requireAvailable() {
    if (restDown) {
      throw new ProviderException(NAME, ProviderException.Kind.UNAVAILABLE, "is down");
    }
  }

  @Override
  public Set<Interval> intervals() {
    return EnumSet.allOf(Interval.class);
  }

  @Override
  public int pageSize() {
    return PAGE;
  }

  @Override
  public Optional<Instant> fetchFirstOpen(Symbol symbol, Interval interval) {
    return Optional.of(candles.firstKey());
  }

  @Override
  public Instant now() {
    return clock.instant();
  }

  @Override
  public boolean listsAll() {
    return true;
  }

  @Override
  public List<Listing> fetchListings() {
    return List.of();
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public VenueHealth health() {
    return new VenueHealth(
        NAME, VenueHealth.State.CLOSED, VenueBudget.unlimited(Duration.ZERO), null, null);
  }
}
