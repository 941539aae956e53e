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

/// The venues' feeds of this process: open while it may follow, telling what is followed and kept.
public final class LiveFeeds implements AutoCloseable {
  private final Ingest ingest;
  private final PrintStore prints;
  private final PrintFeedStore kept;
  private final Bus bus;
  private final Consumer<String> say;
  private final Map<String, FeedCounts> counts = new LinkedHashMap<>();
  private final Map<String, VenueFeed> open = new ConcurrentHashMap<>();

  /// Opens nothing yet.
  ///
  /// @param say hears of what cannot be kept
  public LiveFeeds(
      Ingest ingest, PrintStore prints, PrintFeedStore kept, Bus bus, Consumer<String> say) {
    this.ingest = ingest;
    this.prints = prints;
    this.kept = kept;
    this.bus = bus;
    this.say = say;
    for (String venue : ingest.providers().names(FeedProvider.class)) {
      counts.put(venue, new FeedCounts());
    }
  }

  private VenueFeed feed(FeedProvider provider, FeedCounts sums) {
    String venue = provider.name();
    return new VenueFeed(
        provider,
        bus,
        new CandleKeeper(ingest, venue, bus, sums, say),
        new PrintKeeper(provider, prints, bus, sums, ingest.clock(), say),
        sums);
  }

  void open() {
    counts.forEach((venue, sums) -> {
      VenueFeed feed = feed(ingest.providers().feeds(venue).orElseThrow(), sums);
      if (feed.open()) open.put(venue, feed);
    });
  }

  /// From now on these series are wanted, and the prints that are to be kept.
  void want(List<Series> followed) {
    List<PrintFeed> printed = kept.all();
    open.forEach((venue, feed) ->
        feed.want(
            followed.stream().filter(series -> series.provider().equals(venue)).toList(),
            printed.stream()
                .filter(one -> one.provider().equals(venue))
                .map(PrintFeed::symbol)
                .toList()));
  }

  /// Whether a feed tells just now when this series' candles close.
  boolean live(Series series) {
    VenueFeed feed = open.get(series.provider());
    return feed != null && feed.tells(series);
  }

  private @Nullable Tail tail(Series series) {
    VenueFeed feed = open.get(series.provider());
    return feed == null ? null : feed.candles().tail(series);
  }

  /// Whether the venue must be asked for what its feed has not told.
  boolean behind(Series series) {
    Tail tail = tail(series);
    return tail != null && tail.behind();
  }

  /// The end of what it must be asked for: beyond `otherwise` where the feed has told more.
  Instant end(Series series, Instant otherwise) {
    Tail tail = tail(series);
    return tail == null ? otherwise : tail.end(otherwise);
  }

  /// The venue is asked now.
  void bringing(Series series) {
    Tail tail = tail(series);
    if (tail != null) tail.behind(false);
  }

  /// The venue could not be asked.
  void notBrought(Series series) {
    Tail tail = tail(series);
    if (tail != null) tail.behind(true);
  }

  /// What the venue had is stored: what its feed has not told is told now.
  void brought(Series series) {
    VenueFeed feed = open.get(series.provider());
    Tail tail = tail(series);
    if (feed != null && tail != null) feed.candles().brought(series, tail);
  }

  /// The venues that have a feed, though the settings may name no address for it.
  public List<String> venues() {
    return List.copyOf(counts.keySet());
  }

  /// Whether the venue's feed tells the prints of a symbol.
  public boolean tellsPrints(String venue, Symbol symbol) {
    return ingest
        .providers()
        .feeds(venue)
        .filter(provider -> provider.carries(new FeedTopic.Prints(symbol)))
        .isPresent();
  }

  /// Every venue's; idle while another process follows.
  public List<FeedReport> reports() {
    return venues().stream().map(this::report).toList();
  }

  /// One venue's.
  public FeedReport report(String venue) {
    VenueFeed feed = open.get(venue);
    FeedHealth health = feed == null ? VenueFeed.idle(venue) : feed.health();
    FeedCounts sums = counts.get(venue);
    if (sums == null) throw new IllegalArgumentException(venue + " has no feed");
    return FeedReport.of(health, sums);
  }

  /// Closes the feeds; what they told and is not stored yet is asked for when they open again.
  @Override
  public void close() {
    for (String venue : venues()) {
      VenueFeed feed = open.remove(venue);
      if (feed != null) feed.close();
    }
  }
}
