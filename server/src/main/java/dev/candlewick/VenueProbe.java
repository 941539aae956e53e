package dev.candlewick;

import dev.candlewick.cli.Finding;
import dev.candlewick.ingest.Providers;
import dev.candlewick.market.Listings;
import dev.candlewick.provider.CandleProvider;
import dev.candlewick.provider.PriceProvider;
import dev.candlewick.provider.ProviderException;
import dev.candlewick.provider.Venue;
import dev.candlewick.provider.VenueHealth;
import dev.candlewick.settings.Settings;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Sends each venue in use one small request, to all of them at once.
record VenueProbe(Providers providers, InstantSource clock) {
  private static final Duration TIMEOUT = Duration.ofSeconds(30);
  private static final Duration MAX_CLOCK_OFFSET = Duration.ofSeconds(5);
  private static final String ADVICE =
      "look at the network and the venue's address in the settings";

  static List<Finding> of(Settings settings, Providers providers, InstantSource clock) {
    Set<String> used = new LinkedHashSet<>(settings.venues().order());
    used.add(settings.polling().provider());
    VenueProbe probe = new VenueProbe(providers, clock);
    List<Venue> venues =
        providers.all().stream().filter(venue -> used.contains(venue.name())).toList();
    ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    try {
      List<Future<Finding>> futures =
          venues.stream().map(venue -> threads.submit(() -> probe.probe(venue))).toList();
      List<Finding> findings = new ArrayList<>();
      for (int i = 0; i < futures.size(); i++) findings.add(result(venues.get(i), futures.get(i)));
      return findings;
    } finally {
      threads.shutdownNow();
    }
  }

  private static Finding result(Venue venue, Future<Finding> future) {
    try {
      return future.get(TIMEOUT.toSeconds(), TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      return Finding.warning(
          venue.name(), "does not respond within " + TIMEOUT.toSeconds() + " s", ADVICE);
    } catch (ExecutionException e) {
      return Finding.failure(
          venue.name(),
          "cannot be requested: " + e.getCause(),
          "this is an internal error; report it");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Finding.warning(venue.name(), "was not probed to the end", "");
    }
  }

  private Finding probe(Venue venue) {
    VenueHealth health = venue.health();
    if (health.retryAt() != null) {
      return Finding.warning(
          venue.name(),
          "is left alone until %s: %s".formatted(health.retryAt(), health.fault()),
          "wait; the next request follows by itself");
    }
    try {
      return switch (venue) {
        case CandleProvider candles -> clock(candles);
        case PriceProvider prices -> price(prices);
        default -> Finding.ok(venue.name(), "has no small request to probe it with");
      };
    } catch (ProviderException e) {
      return Finding.warning(venue.name(), String.valueOf(e.getMessage()), ADVICE);
    }
  }

  private Finding clock(CandleProvider venue) {
    Instant before = clock.instant();
    Instant venueTime = venue.now();
    Duration roundTrip = Duration.between(before, clock.instant());
    Duration ahead = Duration.between(before.plus(roundTrip.dividedBy(2)), venueTime);
    return Diagnosis.clock(
        venue.name(),
        "responds in " + roundTrip.toMillis() + " ms; its clock",
        ahead,
        MAX_CLOCK_OFFSET);
  }

  private Finding price(PriceProvider venue) {
    Instant before = clock.instant();
    venue.fetchPrices(List.of(Listings.empty().instrumentById("bitcoin")), "USD");
    Duration roundTrip = Duration.between(before, clock.instant());
    return Finding.ok(venue.name(), "responds in " + roundTrip.toMillis() + " ms");
  }
}
