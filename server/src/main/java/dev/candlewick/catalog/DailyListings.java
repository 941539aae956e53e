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

/// Requests each venue's listing once a day, in one process of a database. The first turn comes a
/// while after the start, which has more urgent work.
public final class DailyListings implements AutoCloseable {
  private static final Duration DAY = Duration.ofDays(1);
  private static final Duration LOOK = Duration.ofMinutes(5);
  private static final Duration FIRST = Duration.ofSeconds(30);

  private final List<Venue> venues;
  private final ListingStore store;
  private final ListingRefresh refresh;
  private final Consumer<String> say;
  private final Loop turns;
  private boolean begun;

  /// A refresh of these venues that is not started yet.
  ///
  /// @param say receives what could not be had
  public DailyListings(
      Providers providers, ListingStore store, ListingRefresh refresh, Consumer<String> say) {
    this.venues = providers.all().stream().filter(DailyListings::lists).toList();
    this.store = store;
    this.refresh = refresh;
    this.say = say;
    this.turns = new Loop("listings", this::turn, e -> say.accept("listings are not kept: " + e));
  }

  private static boolean lists(Venue venue) {
    return venue instanceof CandleProvider candles
        ? !candles.listsAll()
        : venue instanceof ChartProvider;
  }

  public void start() {
    turns.start();
  }

  private Duration turn() {
    if (!begun) {
      begun = true;
      return FIRST;
    }
    Optional<SessionLock> claim = store.claimRefresh();
    if (claim.isEmpty()) return LOOK;
    try (SessionLock lock = claim.get()) {
      for (Venue venue : venues) {
        if (turns.stopped() || !lock.held()) break;
        renew(venue);
      }
    }
    return LOOK;
  }

  private void renew(Venue venue) {
    try {
      refresh.renew(venue, DAY);
    } catch (ProviderException e) {
      say.accept("no listing: " + e.getMessage());
    }
  }

  @Override
  public void close() {
    turns.close();
  }
}
