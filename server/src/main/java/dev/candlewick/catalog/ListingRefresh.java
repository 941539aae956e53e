package dev.candlewick.catalog;

import dev.candlewick.ingest.SingleFlight;
import dev.candlewick.market.Market;
import dev.candlewick.provider.CandleProvider;
import dev.candlewick.provider.CandleProvider.Listing;
import dev.candlewick.provider.ChartProvider;
import dev.candlewick.provider.ProviderException;
import dev.candlewick.provider.Venue;
import dev.candlewick.store.listing.ListingStore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/// Requests listings of venues and stores them: one request at a time for all callers, and none
/// within a minute after a failed one.
public final class ListingRefresh {
  private static final Duration RETRY_DELAY = Duration.ofMinutes(1);
  private static final Duration TIMEOUT = Duration.ofSeconds(5);

  private final ListingStore store;
  private final InstantSource clock;
  private final Consumer<String> storedCallback;
  private final SingleFlight<String, Duration, Boolean> flights = new SingleFlight<>();
  private final Map<String, Failure> failures = new ConcurrentHashMap<>();

  private record Failure(Instant at, ProviderException fault) {}

  /// Creates a refresh that writes to this store.
  ///
  /// @param storedCallback receives the name of each venue whose listing was stored
  public ListingRefresh(ListingStore store, InstantSource clock, Consumer<String> storedCallback) {
    this.store = store;
    this.clock = clock;
    this.storedCallback = storedCallback;
  }

  /// Requests a venue's listing where the stored one has at least this age.
  ///
  /// @return whether a listing was stored
  /// @throws ProviderException the venue's error, of this request or of one less than a minute ago
  public boolean refresh(Venue venue, Duration age) {
    return flights.run(venue.name(), age, () -> refreshNow(venue, age));
  }

  /// Does the same for a client that waits: a venue that takes longer than some seconds causes an
  /// error of kind `TIMEOUT`, and its listing is stored when it arrives.
  public boolean refreshWithTimeout(Venue venue, Duration age) {
    CompletableFuture<Boolean> refresh =
        CompletableFuture.supplyAsync(() -> refresh(venue, age), Thread::startVirtualThread);
    try {
      return refresh.get(TIMEOUT.toSeconds(), TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw new ProviderException(
          venue.name(), ProviderException.Kind.TIMEOUT, "does not list its markets in time");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ProviderException(
          venue.name(), ProviderException.Kind.TIMEOUT, "its listing request was interrupted");
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException fault) throw fault;
      throw new IllegalStateException(e.getCause());
    }
  }

  private boolean refreshNow(Venue venue, Duration age) {
    Instant now = clock.instant();
    boolean recent =
        store.listedAt(venue.name()).filter(at -> now.isBefore(at.plus(age))).isPresent();
    if (recent) return false;
    Failure last = failures.get(venue.name());
    if (last != null && now.isBefore(last.at().plus(RETRY_DELAY))) throw last.fault();
    try {
      fetchAndSave(venue);
      failures.remove(venue.name());
    } catch (ProviderException e) {
      failures.put(venue.name(), new Failure(clock.instant(), e));
      throw e;
    }
    storedCallback.accept(venue.name());
    return true;
  }

  private void fetchAndSave(Venue venue) {
    switch (venue) {
      case CandleProvider candles -> {
        List<Market> markets = toMarkets(venue.name(), candles.fetchListings());
        requireAny(venue, markets);
        store.saveMarkets(venue.name(), markets, clock.instant());
      }
      case ChartProvider charts -> {
        var instruments = charts.fetchInstruments();
        requireAny(venue, instruments);
        List<String> currencies =
            charts.fetchCurrencies().stream().map(text -> text.toUpperCase(Locale.ROOT)).toList();
        store.saveInstruments(venue.name(), instruments, currencies, clock.instant());
      }
      default -> throw new IllegalArgumentException(venue.name() + " has no listing");
    }
  }

  /// Rejects an empty listing, because it would delist everything; no venue has nothing.
  private static void requireAny(Venue venue, Collection<?> listed) {
    if (listed.isEmpty()) {
      throw new ProviderException(
          venue.name(), ProviderException.Kind.MALFORMED, "its listing is empty");
    }
  }

  /// Converts listings to markets. A market that ended is renamed where its successor is listed.
  static List<Market> toMarkets(String provider, List<Listing> listings) {
    Map<String, Listing> bySymbol = new LinkedHashMap<>();
    listings.forEach(one -> bySymbol.putIfAbsent(one.venueSymbol(), one));
    return bySymbol.values().stream()
        .map(one -> {
          boolean renamed = one.renamedTo() != null && bySymbol.containsKey(one.renamedTo());
          Market.State ended = renamed ? Market.State.RENAMED : Market.State.DELISTED;
          return new Market(
              provider,
              one.venueSymbol(),
              one.symbol(),
              one.aliases(),
              one.trading() ? Market.State.LISTED : ended,
              !one.trading() && renamed ? one.renamedTo() : null);
        })
        .toList();
  }
}
