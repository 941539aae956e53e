package dev.candlewick.api.status;

import dev.candlewick.api.http.ResponseCache;
import dev.candlewick.store.candle.SeriesCache;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.function.DoubleSupplier;
import java.util.function.ToDoubleFunction;

/// Metrics of the caches of series and responses: hits, misses, bytes.
@ApplicationScoped
class CacheMetrics {
  private final SeriesCache series;
  private final ResponseCache responses;

  CacheMetrics(SeriesCache series, ResponseCache responses) {
    this.series = series;
    this.responses = responses;
  }

  void register(@Observes StartupEvent start, MeterRegistry registry) {
    registerLookups(registry, "series", "hit", series, cache -> cache.stats().hits());
    registerLookups(registry, "series", "miss", series, cache -> cache.stats().misses());
    registerBytes(registry, "series", () -> series.stats().bytes());
    registerLookups(registry, "answers", "hit", responses, cache -> cache.stats().hits());
    registerLookups(registry, "answers", "miss", responses, cache -> cache.stats().misses());
    registerBytes(registry, "answers", () -> responses.stats().bytes());
  }

  private static <T> void registerLookups(
      MeterRegistry registry, String name, String result, T cache, ToDoubleFunction<T> value) {
    FunctionCounter.builder("candlewick.cache.lookups", cache, value)
        .description("lookups in a cache in memory")
        .tag("cache", name)
        .tag("result", result)
        .register(registry);
  }

  private static void registerBytes(MeterRegistry registry, String cache, DoubleSupplier value) {
    Gauge.builder("candlewick.cache.size", value::getAsDouble)
        .description("what a cache holds in memory")
        .baseUnit("bytes")
        .tag("cache", cache)
        .register(registry);
  }
}
