package dev.candlewick.ingest.follow;

import dev.candlewick.bus.Bus;
import dev.candlewick.ingest.Ingest;
import dev.candlewick.market.Series;
import dev.candlewick.market.Symbol;
import dev.candlewick.provider.FeedHealth;
import dev.candlewick.provider.FeedProvider;
import dev.candlewick.provider.FeedTopic;
import dev.candlewick.store.price.PrintFeedStore;
import dev.candlewick.store.price.PrintFeedStore.PrintFeed;
import dev.candlewick.store.price.PrintStore;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The venues' feeds of this process: open while it follows, subscribed to the followed series and
/// the recorded prints.
public final class VenueFeeds implements AutoCloseable {
  private final Ingest ingest;
  private final PrintStore prints;
  private final PrintFeedStore printFeeds;
  private final Bus bus;
  private final Consumer<String> log;
  private final Map<String, FeedCounts> counts = new LinkedHashMap<>();
  private final Map<String, VenueFeed> openFeeds = new ConcurrentHashMap<>();

  /// Creates the feeds without opening them.
  ///
  /// @param log receives what cannot be stored
  public VenueFeeds(
      Ingest ingest, PrintStore prints, PrintFeedStore printFeeds, Bus bus, Consumer<String> log) {
    this.ingest = ingest;
    this.prints = prints;
    this.printFeeds = printFeeds;
    this.bus = bus;
    this.log = log;
    for (String venue : ingest.providers().names(FeedProvider.class)) {
      counts.put(venue, new FeedCounts());
    }
  }

  private VenueFeed createFeed(FeedProvider provider, FeedCounts sums) {
    String venue = provider.name();
    return new VenueFeed(
        provider,
        bus,
        new CandleRecorder(ingest, venue, bus, sums, log),
        new PrintRecorder(provider, prints, bus, sums, ingest.clock(), log),
        sums);
  }

  void open() {
    counts.forEach((venue, sums) -> {
      VenueFeed feed = createFeed(ingest.providers().feeds(venue).orElseThrow(), sums);
      if (feed.open()) openFeeds.put(venue, feed);
    });
  }

  /// Replaces the subscriptions by these series and the prints that are recorded.
  void setSubscriptions(List<Series> followed) {
    List<PrintFeed> printed = printFeeds.findAll();
    openFeeds.forEach((venue, feed) ->
        feed.setSubscriptions(
            followed.stream().filter(series -> series.provider().equals(venue)).toList(),
            printed.stream()
                .filter(one -> one.provider().equals(venue))
                .map(PrintFeed::symbol)
                .toList()));
  }

  /// Returns whether a feed currently delivers this series' closed candles.
  boolean isLive(Series series) {
    VenueFeed feed = openFeeds.get(series.provider());
    return feed != null && feed.isLive(series);
  }

  private @Nullable SeriesTail tail(Series series) {
    VenueFeed feed = openFeeds.get(series.provider());
    return feed == null ? null : feed.candles().tail(series);
  }

  /// Returns whether candles that the feed has not delivered must be fetched.
  boolean isBehind(Series series) {
    SeriesTail tail = tail(series);
    return tail != null && tail.behind();
  }

  /// Returns the end of the range to fetch: after `fallback` when the feed has delivered more.
  Instant fetchEnd(Series series, Instant fallback) {
    SeriesTail tail = tail(series);
    return tail == null ? fallback : tail.fetchEnd(fallback);
  }

  /// Called when a fetch begins.
  void beginFetch(Series series) {
    SeriesTail tail = tail(series);
    if (tail != null) tail.behind(false);
  }

  /// Called when a fetch has failed.
  void failFetch(Series series) {
    SeriesTail tail = tail(series);
    if (tail != null) tail.behind(true);
  }

  /// Called when a fetch is stored: publishes what the feed has not delivered.
  void completeFetch(Series series) {
    VenueFeed feed = openFeeds.get(series.provider());
    SeriesTail tail = tail(series);
    if (feed != null && tail != null) feed.candles().completeFetch(series, tail);
  }

  /// Returns the venues that have a feed, even if the settings contain no address for it.
  public List<String> venues() {
    return List.copyOf(counts.keySet());
  }

  /// Returns whether the venue's feed delivers the prints of a symbol.
  public boolean carriesPrints(String venue, Symbol symbol) {
    return ingest
        .providers()
        .feeds(venue)
        .filter(provider -> provider.supports(new FeedTopic.Prints(symbol)))
        .isPresent();
  }

  /// Returns the reports of all venues; idle while another process follows.
  public List<FeedReport> reports() {
    return venues().stream().map(this::report).toList();
  }

  /// Returns the report of one venue.
  public FeedReport report(String venue) {
    VenueFeed feed = openFeeds.get(venue);
    FeedHealth health = feed == null ? VenueFeed.idleHealth(venue) : feed.health();
    FeedCounts sums = counts.get(venue);
    if (sums == null) throw new IllegalArgumentException(venue + " has no feed");
    return FeedReport.of(health, sums);
  }

  /// Closes the feeds. What they delivered and is not stored yet is requested when they open again.
  @Override
  public void close() {
    for (String venue : venues()) {
      VenueFeed feed = openFeeds.remove(venue);
      if (feed != null) feed.close();
    }
  }
}
