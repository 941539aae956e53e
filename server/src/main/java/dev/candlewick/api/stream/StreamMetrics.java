package dev.candlewick.api.stream;

import dev.candlewick.stream.Shard;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.function.ToDoubleFunction;

/// Metrics of the streams.
@ApplicationScoped
class StreamMetrics {
  private final Streaming streaming;

  StreamMetrics(Streaming streaming) {
    this.streaming = streaming;
  }

  void register(@Observes StartupEvent start, MeterRegistry registry) {
    Gauge.builder("candlewick.stream.connections", () -> totals().connections())
        .description("WebSockets and event streams that are open")
        .register(registry);
    registerCounter(
        registry, "frames", "frames sent, one for each connection", Shard.Totals::frames);
    registerCounter(
        registry,
        "deferred",
        "updates that waited for a connection's earlier frame",
        Shard.Totals::deferred);
    registerCounter(
        registry,
        "lost",
        "prints and closed candles a connection had no room for",
        Shard.Totals::lost);
    registerCounter(
        registry,
        "too.slow",
        "connections closed because they took nothing",
        Shard.Totals::tooSlow);
  }

  private Shard.Totals totals() {
    return streaming.hub().totals();
  }

  private void registerCounter(
      MeterRegistry registry, String name, String what, ToDoubleFunction<Shard.Totals> value) {
    FunctionCounter.builder(
            "candlewick.stream." + name, streaming, any -> value.applyAsDouble(totals()))
        .description(what)
        .register(registry);
  }
}
