package dev.candlewick.api.status;

import dev.candlewick.api.http.Answers;
import dev.candlewick.store.candle.SeriesCache;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.function.DoubleSupplier;
import java.util.function.ToDoubleFunction;

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
    lookups(registry, "series", "hit", series, cache -> cache.reading().hits());
    lookups(registry, "series", "miss", series, cache -> cache.reading().misses());
    bytes(registry, "series", () -> series.reading().bytes());
    lookups(registry, "answers", "hit", answers, cache -> cache.reading().hits());
    lookups(registry, "answers", "miss", answers, cache -> cache.reading().misses());
    bytes(registry, "answers", () -> answers.reading().bytes());
  }

  private static <T> void lookups(
      MeterRegistry registry, String name, String result, T cache, ToDoubleFunction<T> value) {
    FunctionCounter.builder("candlewick.cache.lookups", cache, value)
        .description("what was asked of a cache in memory")
        .tag("cache", name)
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
