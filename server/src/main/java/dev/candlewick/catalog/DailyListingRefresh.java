package dev.candlewick.catalog;

import dev.candlewick.ingest.Providers;
import dev.candlewick.loop.Loop;
import dev.candlewick.provider.CandleProvider;
import dev.candlewick.provider.ChartProvider;
import dev.candlewick.provider.ProviderException;
import dev.candlewick.provider.Venue;
import dev.candlewick.store.SessionLock;
import dev.candlewick.store.listing.ListingStore;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// Requests each venue's listing once a day, in one process of a database. The first round is
/// delayed, because the start has more urgent work.
public final class DailyListingRefresh implements AutoCloseable {
  private static final Duration MAX_AGE = Duration.ofDays(1);
  private static final Duration POLL_INTERVAL = Duration.ofMinutes(5);
  private static final Duration INITIAL_DELAY = Duration.ofSeconds(30);

  private final List<Venue> venues;
  private final ListingStore store;
  private final ListingRefresh refresh;
  private final Consumer<String> log;
  private final Loop loop;
  private boolean started;

  /// Creates a job for these venues that is not started yet.
  ///
  /// @param log receives failed requests
  public DailyListingRefresh(
      Providers providers, ListingStore store, ListingRefresh refresh, Consumer<String> log) {
    this.venues = providers.all().stream().filter(DailyListingRefresh::hasListing).toList();
    this.store = store;
    this.refresh = refresh;
    this.log = log;
    this.loop =
        new Loop("listings", this::runOnce, e -> log.accept("listings are not refreshed: " + e));
  }

  private static boolean hasListing(Venue venue) {
    return venue instanceof CandleProvider candles
        ? !candles.listsAll()
        : venue instanceof ChartProvider;
  }

  public void start() {
    loop.start();
  }

  private Duration runOnce() {
    if (!started) {
      started = true;
      return INITIAL_DELAY;
    }
    Optional<SessionLock> claim = store.claimRefresh();
    if (claim.isEmpty()) return POLL_INTERVAL;
    try (SessionLock lock = claim.get()) {
      for (Venue venue : venues) {
        if (loop.isStopped() || !lock.isHeld()) break;
        refresh(venue);
      }
    }
    return POLL_INTERVAL;
  }

  private void refresh(Venue venue) {
    try {
      refresh.refresh(venue, MAX_AGE);
    } catch (ProviderException e) {
      log.accept("no listing: " + e.getMessage());
    }
  }

  @Override
  public void close() {
    loop.close();
  }
}
