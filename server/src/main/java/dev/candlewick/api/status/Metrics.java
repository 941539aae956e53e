package dev.candlewick.api.status;

import dev.candlewick.api.wire.RejectCounts;
import dev.candlewick.ingest.Providers;
import dev.candlewick.ingest.poll.PricePoll;
import dev.candlewick.loop.LoopReport;
import dev.candlewick.provider.Venue;
import dev.candlewick.provider.VenueHealth;
import dev.candlewick.store.Database;
import dev.candlewick.store.StoreException;
import dev.candlewick.store.candle.CandleStore;
import dev.candlewick.store.candle.CoverageStore;
import dev.candlewick.store.price.TickStore;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;

/// Metrics besides Quarkus's own: budgets of venues, ingested rows, gaps, the store.
@ApplicationScoped
class Metrics {
  private final Database database;
  private final CandleStore candles;
  private final CoverageStore coverage;
  private final Providers providers;
  private final PricePoll poll;
  private final TickStore ticks;

  Metrics(
      Database database,
      CandleStore candles,
      CoverageStore coverage,
      Providers providers,
      PricePoll poll,
      TickStore ticks) {
    this.database = database;
    this.candles = candles;
    this.coverage = coverage;
    this.providers = providers;
    this.poll = poll;
    this.ticks = ticks;
  }

  void register(@Observes StartupEvent start, MeterRegistry registry) {
    registerCounter(registry, "inserted", CandleStore.Totals::inserted);
    registerCounter(registry, "duplicate", CandleStore.Totals::duplicates);
    registerCounter(registry, "corrected", CandleStore.Totals::corrected);
    FunctionTimer.builder(
            "candlewick.store.save",
            candles,
            store -> store.totals().saves(),
            store -> store.totals().nanos(),
            TimeUnit.NANOSECONDS)
        .description("transactions that save candles")
        .register(registry);
    registerGauges(registry);
    for (Venue provider : providers.all()) registerVenue(registry, provider);
    registerPolling(registry);
    registerProcess(registry);
    registerLoops(registry);
  }

  private static void registerLoops(MeterRegistry registry) {
    FunctionCounter.builder(
            "candlewick.loop.failures",
            LoopReport.class,
            all -> LoopReport.all().stream().mapToLong(LoopReport::failures).sum())
        .description("turns of background loops that failed; /health names the loops")
        .register(registry);
  }

  private void registerGauges(MeterRegistry registry) {
    registerGauge(
        registry,
        "candlewick.gaps.missing",
        "stretches of series that were never requested",
        () -> coverage.countSpans("MISSING"));
    registerGauge(
        registry,
        "candlewick.gaps.failed",
        "stretches of series whose request failed",
        () -> coverage.countSpans("FAILED"));
    registerGauge(
        registry,
        "candlewick.gaps.confirmed.empty",
        "stretches of series without candles at the venue",
        () -> coverage.countSpans("CONFIRMED_EMPTY"));
    registerGauge(
        registry,
        "candlewick.store.connections",
        "connections to the database in use",
        () -> database.connectionUsage().getFirst());
  }

  private static void registerProcess(MeterRegistry registry) {
    ProcessHandle self = ProcessHandle.current();
    FunctionCounter.builder("process.cpu.seconds", self, Metrics::cpuSeconds)
        .description("processor time of this process")
        .register(registry);
    for (String reason : RejectCounts.reasons()) {
      FunctionCounter.builder("candlewick.http.refused", reason, RejectCounts::of)
          .description("requests refused by their connection, before any route")
          .tag("reason", reason)
          .register(registry);
    }
  }

  private static double cpuSeconds(ProcessHandle process) {
    return process.info().totalCpuDuration().map(time -> time.toMillis() / 1000.0).orElse(0.0);
  }

  private void registerPolling(MeterRegistry registry) {
    FunctionCounter.builder("candlewick.poll.success", poll, p -> p.state().successes())
        .description("rounds of the price poll that went well, in this process")
        .register(registry);
    FunctionCounter.builder("candlewick.poll.failures", poll, p -> p.state().failures())
        .description("rounds of the price poll that failed, in this process")
        .register(registry);
    FunctionCounter.builder("candlewick.ticks", ticks, TickStore::storedCount)
        .description("polled prices stored by this process")
        .register(registry);
    Gauge.builder("candlewick.poll.age", poll, Metrics::age)
        .description("time since the last good round of the price poll")
        .baseUnit("seconds")
        .register(registry);
  }

  private static double age(PricePoll poll) {
    return poll.timeSinceSuccess().map(age -> age.toMillis() / 1000.0).orElse(Double.NaN);
  }

  private void registerCounter(
      MeterRegistry registry, String outcome, ToDoubleFunction<CandleStore.Totals> value) {
    FunctionCounter.builder(
            "candlewick.candles", candles, store -> value.applyAsDouble(store.totals()))
        .description("candles saved by this process")
        .tag("outcome", outcome)
        .register(registry);
  }

  private static void registerVenue(MeterRegistry registry, Venue provider) {
    registerVenue(
        registry,
        "candlewick.venue.used.weight",
        "how much of a venue's limit is used",
        provider,
        VenueHealth::usedWeight);
    registerVenue(
        registry,
        "candlewick.venue.weight.limit",
        "a venue's limit on requests",
        provider,
        VenueHealth::weightLimit);
    registerVenue(
        registry,
        "candlewick.venue.up",
        "1 while a venue may be sent requests",
        provider,
        health -> health.state() == VenueHealth.State.CLOSED && health.retryAt() == null ? 1 : 0);
  }

  private static void registerVenue(
      MeterRegistry registry,
      String name,
      String help,
      Venue provider,
      ToDoubleFunction<VenueHealth> value) {
    Gauge.builder(name, provider, venue -> valueOrNaN(() -> value.applyAsDouble(venue.health())))
        .description(help)
        .tag("venue", provider.name())
        .register(registry);
  }

  private static void registerGauge(
      MeterRegistry registry, String name, String help, Reading reading) {
    Gauge.builder(name, () -> valueOrNaN(reading)).description(help).register(registry);
  }

  private interface Reading {
    double value();
  }

  /// While the database is down a gauge has no value, and the scrape does not fail.
  private static double valueOrNaN(Reading reading) {
    try {
      return reading.value();
    } catch (StoreException e) {
      return Double.NaN;
    }
  }
}
