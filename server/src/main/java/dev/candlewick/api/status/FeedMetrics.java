package dev.candlewick.api.status;

import dev.candlewick.ingest.follow.FeedReport;
import dev.candlewick.ingest.follow.VenueFeeds;
import dev.candlewick.provider.FeedHealth;
import dev.candlewick.store.price.PrintStore;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.function.ToLongFunction;

/// Metrics of the venues' feeds and of their candles and prints.
@ApplicationScoped
class FeedMetrics {
  private final VenueFeeds feeds;
  private final PrintStore prints;

  FeedMetrics(VenueFeeds feeds, PrintStore prints) {
    this.feeds = feeds;
    this.prints = prints;
  }

  void register(@Observes StartupEvent start, MeterRegistry registry) {
    for (String venue : feeds.venues()) registerVenue(registry, venue);
    FunctionCounter.builder("candlewick.print.conflicts", prints, PrintStore::conflicts)
        .description("prints a venue stated under the id of another one, met by this process")
        .register(registry);
  }

  private void registerVenue(MeterRegistry registry, String venue) {
    registerCounter(registry, "messages", venue, report -> report.health().messages());
    registerCounter(registry, "unknown", venue, report -> report.health().unknown());
    registerCounter(registry, "reconnects", venue, report -> report.health().reconnects());
    registerCounter(registry, "candles.stored", venue, FeedReport::candles);
    registerCounter(registry, "prints", venue, FeedReport::prints);
    registerCounter(registry, "prints.duplicate", venue, FeedReport::duplicates);
    registerCounter(registry, "prints.recovered", venue, FeedReport::recovered);
    registerCounter(registry, "prints.lost", venue, FeedReport::lost);
    Gauge.builder("candlewick.feed.live", feeds, all -> live(all.report(venue)))
        .description("whether a venue's feed delivers every subscribed topic")
        .tag("venue", venue)
        .register(registry);
  }

  private static double live(FeedReport report) {
    return report.health().state() == FeedHealth.State.LIVE ? 1 : 0;
  }

  private void registerCounter(
      MeterRegistry registry, String what, String venue, ToLongFunction<FeedReport> value) {
    FunctionCounter.builder(
            "candlewick.feed." + what, feeds, all -> value.applyAsLong(all.report(venue)))
        .description("what a venue's feed has brought to this process")
        .tag("venue", venue)
        .register(registry);
  }
}
