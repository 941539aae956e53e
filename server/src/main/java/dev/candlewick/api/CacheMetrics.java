package dev.candlewick.api;

import dev.candlewick.store.SeriesCache;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.function.DoubleSupplier;

/// What `/metrics` shows of the series and the answers kept in memory: hits, misses, bytes.
@ApplicationScoped
class CacheMetrics {
  private final SeriesCache series;
  private final Answers answers;

  CacheMetrics(SeriesCache series, Answers answers) {
    this.series = series;
    this.answers = answers;
  }

  void register(@Observes StartupEvent start, MeterRegistry registry) {
    lookups(registry, "series", "hit", () -> series.reading().hits());
    lookups(registry, "series", "miss", () -> series.reading().misses());
    bytes(registry, "series", () -> series.reading().bytes());
    lookups(registry, "answers", "hit", () -> answers.reading().hits());
    lookups(registry, "answers", "miss", () -> answers.reading().misses());
    bytes(registry, "answers", () -> answers.reading().bytes());
  }

  private static void lookups(
      MeterRegistry registry, String cache, String result, DoubleSupplier value) {
    FunctionCounter.builder("candlewick.cache.lookups", value, DoubleSupplier::getAsDouble)
        .description("what was asked of a cache in memory")
        .tag("cache", cache)
        .tag("result", result)
        .register(registry);
  }

  private static void bytes(MeterRegistry registry, String cache, DoubleSupplier value) {
    Gauge.builder("candlewick.cache.size", value::getAsDouble)
        .description("what a cache holds in memory")
        .baseUnit("bytes")
        .tag("cache", cache)
        .register(registry);
  }
}
